import { describe, expect, it } from 'vitest';
import { levelOf } from '../../../shared/core/record/degrees.ts';
import { salaryOf } from '../../../shared/core/record/target.ts';
import { termsIn } from '../../../shared/core/record/terms.ts';

const read = (text: string) => termsIn(text, 0, text.length).map(({ value }) => value);

describe('terms', () => {
  it.each([
    ['C, C++, R, Go, .NET, Node.js', ['C', 'C++', 'R', 'Go', '.NET', 'Node.js']],
    ['Java（精通）、Go（熟练）、TypeScript（熟悉）', ['Java', 'Go', 'TypeScript']],
    ['C/C++', ['C', 'C++']],
    ['CI/CD, TCP/IP, A/B测试', ['CI/CD', 'TCP/IP', 'A/B测试']],
    ['Kafka / Redis / MySQL', ['Kafka', 'Redis', 'MySQL']],
    ['Kotlin | gRPC | OR-Tools求解器 |', ['Kotlin', 'gRPC', 'OR-Tools求解器']],
    ['PostgreSQL & Kafka', ['PostgreSQL', 'Kafka']],
    ['Java · Go · TypeScript', ['Java', 'Go', 'TypeScript']],
    ['Spring Boot、Vue等', ['Spring Boot', 'Vue']],
    ['HTML, CSS and JavaScript.', ['HTML', 'CSS', 'JavaScript']],
    ['混合整数规划（MIP）', ['混合整数规划（MIP）']],
    ['[PERSON_1], Go', ['Go']],
    ['、，；', []],
    ['', []],
  ])('%s', (text, wanted) => expect(read(text)).toEqual(wanted));
});

describe('levels', () => {
  it.each([
    ['本科', 'bachelor'],
    ['硕士研究生', 'master'],
    ['工学学士', 'bachelor'],
    ['博士', 'doctor'],
    ['大专', 'associate'],
    ['高中', 'secondary'],
    ['B.S.', 'bachelor'],
    ['BSc', 'bachelor'],
    ['M.Eng.', 'master'],
    ['MBA', 'master'],
    ['Ph.D.', 'doctor'],
    ['Bachelor of Science', 'bachelor'],
    ['Associate of Applied Science', 'associate'],
    ['High School Diploma', 'secondary'],
    ['Certificate', undefined],
  ])('%s is %s', (degree, level) => expect(levelOf(degree)).toBe(level));
});

describe('salaries', () => {
  it.each([
    ['45-60K·15薪', { min: 45000, max: 60000, currency: 'CNY', period: 'month', months: 15 }],
    ['20k-30k/月', { min: 20000, max: 30000, currency: 'CNY', period: 'month' }],
    ['年薪30-40万', { min: 300000, max: 400000, currency: 'CNY', period: 'year' }],
    ['$120,000 - $140,000', { min: 120000, max: 140000, currency: 'USD' }],
    ['面议', {}],
  ])('%s', (text, wanted) => expect(salaryOf(text)).toEqual({ text, ...wanted }));
});
