import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redact, scanForLeaks } from '../../../shared/core/pii/index.ts';
import { structure } from '../../../shared/core/record/index.ts';
import { asRaw } from '../../../shared/core/text/brand.ts';
import { clean } from '../../../shared/core/watermark/index.ts';

/** The invented, stamped résumé that came with the project; see the fixtures' README. */
const stamped = readFileSync(new URL('../watermark/fixtures/watermarked.zh.txt', import.meta.url), 'utf8');

describe('the stamped sample, from its raw text to its record', () => {
  const redaction = redact(clean(asRaw(stamped)).text);
  const { profile, provenance } = structure({ text: redaction.text, asOf: '2026-01-01' });

  it('has three jobs, two projects and one school with their dates', () => {
    expect(profile.work.map(w => [w.name, w.position, w.startDate, w.endDate])).toEqual([
      ['苏州示例智能装备有限公司', '后端开发工程师', '2021-07', '2024-05'],
      ['南通样例软件', '后端开发实习生', '2020-09', '2021-01'],
      ['杭州范例信息科技有限公司', '测试实习生', '2020-03', '2020-06'],
    ]);
    expect(profile.projects.map(p => [p.name, p.roles, p.startDate, p.endDate])).toEqual([
      ['仓储机器人调度与路径规划平台', ['后端负责人'], '2023-03', '2023-11'],
      ['设备巡检知识库', ['后端开发'], '2022-01', '2022-12'],
    ]);
    expect(profile.education.map(e => [e.institution, e.area, e.studyType, e.startDate, e.endDate])).toEqual([
      ['江苏示范大学', '物流工程', '本科', '2016-09', '2020-06'],
    ]);
  });

  it('has the skills', () => {
    const skills = profile.skills.flatMap(({ keywords }) => keywords);
    for (const skill of [
      'Kotlin',
      'Bash',
      'C',
      'C++',
      'Spring',
      'Gurobi',
      'Kafka',
      'protobuf',
      'Kubernetes',
      'gRPC',
      'MySQL',
    ])
      expect(skills).toContain(skill);
  });

  it('holds nothing personal: no contact, no name, no placeholder', () => {
    const record = JSON.stringify(profile);
    expect(scanForLeaks(redaction.values, record)).toEqual([]);
    expect(record).not.toMatch(/1[3-9]\d{9}|@qq|林知远|\[[A-Z_]+_\d+\]/);
  });

  it('cites the redacted text', () => {
    const [start, end] = provenance['/work/0/name']!.spans[0]!;
    expect(redaction.text.slice(start, end)).toBe('苏州示例智能装备有限公司');
  });
});
