import type { Random } from '../random.ts';
import type { SectionName, Template } from './templates.ts';
import type { Language, Period, Truth } from './truth.ts';

export type Style = 'name' | 'contact' | 'heading' | 'head' | 'body';

/** A paragraph of a résumé before any medium; `\t` pushes what follows to the right edge. */
export interface Paragraph {
  readonly text: string;
  readonly style: Style;
  /** Blank lines before. */
  readonly gap: number;
}

/** A résumé as paragraphs: one column, or a narrow one and a wide one. */
export interface Layout {
  readonly language: Language;
  /** Half-width cells after which a renderer of plain text breaks lines. */
  readonly width: number;
  readonly sidebar: readonly Paragraph[];
  readonly main: readonly Paragraph[];
}

/** What of the truth the layout shows: a template without a role in its pattern has none to find. */
export interface Shown {
  readonly role: boolean;
  readonly tech: boolean;
  readonly sections: ReadonlySet<SectionName>;
}

export const shownBy = (template: Template): Shown => ({
  role: template.project.some(line => line.includes('{role}')),
  tech: template.tech !== undefined || template.project.some(line => line.includes('{tech}')),
  sections: new Set([...template.order, ...(template.sidebar ?? [])]),
});

/** Lays the truth out. Personal data stands as the redaction's placeholders, or as invented values. */
export function layOut(truth: Truth, template: Template, random: Random, redacted: boolean): Layout {
  const side = new Set(template.sidebar ?? []);
  const section = (name: SectionName): Paragraph[] => {
    const body = bodyOf(name, truth, template);
    const headings = template.headings[name];
    if (!headings || body.length === 0) return [];
    return [{ text: template.heading(random.pick(headings)), style: 'heading', gap: 1 }, ...body];
  };
  const zh = template.language !== 'en';
  const label = truth.label;
  const contact = redacted
    ? zh
      ? '电话：[PHONE_1]  邮箱：[EMAIL_1]'
      : '[PHONE_1] | [EMAIL_1]'
    : zh
      ? '电话：138-0000-4821  邮箱：sample@example.com'
      : '(503) 555-0142 | sample@example.com';
  const top: Paragraph[] = [
    { text: redacted ? '[PERSON_1]' : truth.name, style: 'name', gap: 0 },
    { text: label, style: 'contact', gap: 0 },
    { text: contact, style: 'contact', gap: 0 },
  ];
  const rest = template.order.filter(name => !side.has(name)).flatMap(section);
  const { language, width } = template;
  return {
    language,
    width,
    sidebar: template.order.filter(name => side.has(name)).flatMap(section),
    main: [...top, ...rest],
  };
}

function bodyOf(name: SectionName, truth: Truth, template: Template): Paragraph[] {
  const period = (of: Period) => template.dates(of, template.present);
  const entry = (
    patterns: readonly string[],
    tokens: Record<string, string>,
    lines: readonly Paragraph[],
    i: number,
  ): Paragraph[] => [
    ...patterns.map((pattern, k) => ({
      text: pattern.replace(/\{(\w+)\}/g, (_, token: string) => tokens[token] ?? ''),
      style: 'head' as const,
      gap: k === 0 && i > 0 ? template.blank : 0,
    })),
    ...lines,
  ];
  const body = (text: string): Paragraph => ({ text, style: 'body', gap: 0 });
  const bullets = (texts: readonly string[]) => texts.map((text, i) => body(`${numbered(template.bullet, i)}${text}`));
  switch (name) {
    case 'summary':
      return truth.summary.map(body);
    case 'work':
      return truth.jobs.flatMap((job, i) =>
        entry(template.work, { ...job, dates: period(job) } as never, bullets(job.highlights), i),
      );
    case 'education': {
      const rows = truth.schools.flatMap((school, i) =>
        entry(template.education, { ...school, dates: period(school) } as never, detail(truth, template, i), i),
      );
      return template.table ? [{ text: template.table, style: 'head', gap: 0 }, ...rows] : rows;
    }
    case 'projects':
      return truth.projects.flatMap((project, i) => {
        const tech = template.tech
          ? [body(`${template.tech}${project.tech.join(template.language === 'en' ? ', ' : ' | ')}`)]
          : [];
        const [situation, action, result] = template.star ?? [];
        const lines = template.star
          ? [
              body(`${situation}${project.highlights[0]}`),
              ...tech,
              body(action!),
              ...bullets(project.highlights.slice(1)),
              body(result!),
              ...bullets(project.highlights.slice(0, 1)),
            ]
          : [...tech, ...bullets(project.highlights)];
        return entry(
          template.project,
          { ...project, tech: project.tech.join(', '), dates: period(project) } as never,
          lines,
          i,
        );
      });
    case 'skills':
      return skillLines(truth, template).map(body);
    case 'languages':
      return [
        body(
          truth.languages
            .map(([language, level]) =>
              template.language === 'en' ? `${language} (${level})` : `${language}（${level}）`,
            )
            .join(template.language === 'en' ? ', ' : '、'),
        ),
      ];
    case 'certificates':
      return truth.certificates.map(({ name: title, year }) =>
        body(template.language === 'en' ? `${title} (${year})` : `${title}，${year}年`),
      );
    case 'awards':
      return truth.awards.map(({ name: title, year }) =>
        body(template.language === 'en' ? `${title}, ${year}` : `${year}年 ${title}`),
      );
  }
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨';
const numbered = (bullet: string, i: number): string =>
  bullet.replace(/\d/, String(i + 1)).replace(/①/, CIRCLED[i] ?? '·');

function detail(truth: Truth, template: Template, i: number): Paragraph[] {
  if (!template.extra) return [];
  const { gpa, courses } = truth.schools[i]!;
  const zh = template.language !== 'en';
  const lines = [];
  if (template.extra !== 'courses') lines.push(zh ? `GPA：${gpa}` : `GPA: ${gpa}`);
  if (template.extra !== 'gpa')
    lines.push(zh ? `主修课程：${courses.join('、')}` : `Relevant coursework: ${courses.join(', ')}`);
  return lines.map(text => ({ text, style: 'body', gap: 0 }));
}

function skillLines(truth: Truth, template: Template): string[] {
  const zh = template.language !== 'en';
  const { skills, separator } = { skills: truth.skills, separator: template.separator };
  switch (template.skills) {
    case 'plain':
      return [skills.flatMap(group => group.keywords).join(separator)];
    case 'lines':
      return skills.map(group => `${group.name}${zh ? '：' : ': '}${group.keywords.join(separator)}`);
    case 'bullets':
      return skills.map(
        group =>
          `${/\d|①/.test(template.bullet) ? '· ' : template.bullet || '• '}${group.name}${zh ? '：' : ': '}${group.keywords.join(separator)}`,
      );
    case 'column':
      return skills.flatMap(group => group.keywords);
    case 'sentences':
      return skills.map(({ keywords }, i) =>
        zh
          ? `· ${['熟练使用', '熟悉', '掌握', '了解'][i % 4]}${keywords.slice(0, -1).join('、')}，${['具备', '了解', '熟悉'][i % 3]}${keywords.at(-1)}${['的使用经验', '开发', '等工具'][i % 3]}。`
          : `${['Proficient in', 'Experienced with', 'Familiar with', 'Working knowledge of'][i % 4]} ${keywords.slice(0, -1).join(', ')} and ${keywords.at(-1)}.`,
      );
  }
}

/** Half-width cells. */
const cells = (text: string): number => {
  let width = 0;
  for (const char of text) width += char.codePointAt(0)! > 0x2e7f ? 2 : 1;
  return width;
};

/** Plain text: sidebar first as a layout reader gives it, long paragraphs broken, right-aligned dates behind a gap. */
export function toText({ width, sidebar, main }: Layout): string {
  const lines: string[] = [];
  const write = (paragraphs: readonly Paragraph[], width: number) => {
    for (const { text, style, gap } of paragraphs) {
      for (let i = 0; i < gap; i++) lines.push('');
      const flat = text.includes('\t') && style === 'head' ? spread(text, width) : text;
      lines.push(...(style === 'body' ? wrap(flat, width) : [flat]));
    }
  };
  const [name, ...rest] = sidebar.length ? [main.slice(0, 3), sidebar, main.slice(3)] : [main];
  write(name!, width);
  for (const [i, part] of rest.entries()) write(part, i === 0 ? 36 : width - 30);
  return lines.join('\n').replace(/^\n+/, '');
}

function spread(text: string, width: number): string {
  const parts = text.split('\t');
  const room = Math.max(parts.length - 1, width - cells(parts.join('')));
  return parts.join(' '.repeat(Math.max(3, Math.floor(room / (parts.length - 1)))));
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  // Latin words stay whole; Chinese breaks anywhere but before closing punctuation.
  for (const token of text.match(/[!-~’–—]+ ?|[\s\S]/g) ?? []) {
    if (line && cells(line) + cells(token.trimEnd()) > width && !/^[，。、；：）！？”]/.test(token)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line ? token : token.trimStart();
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}
