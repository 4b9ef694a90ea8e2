import type { Random } from '../random.ts';
import { DATES, type SectionName, type Template } from './templates.ts';
import type { Language } from './truth.ts';

/*
 * Layouts drawn at random: what stands in which order on which line behind which separator, and in which notation. No
 * rule can have been written on them, since nobody has seen the ones of the next seed.
 */

const HEADINGS = {
  zh: {
    summary: ['自我评价', '个人简介', '关于我', '自我总结', '个人亮点'],
    work: ['工作经历', '工作经验', '职业经历', '任职经历', '工作履历', '实习/工作经历', '从业经历'],
    education: ['教育背景', '教育经历', '学历', '教育情况', '学习经历', '教育程度'],
    projects: ['项目经历', '项目经验', '主要项目', '项目实践', '参与项目', '代表项目'],
    skills: ['专业技能', '技能', '技能特长', '掌握技能', '核心技能', '个人技能', '技能清单', '专业能力'],
    languages: ['语言能力', '外语能力', '语言水平'],
    certificates: ['证书', '资格证书', '职业证书', '所获证书'],
    awards: ['获奖情况', '荣誉奖项', '获奖经历', '奖励荣誉'],
  },
  en: {
    summary: ['Summary', 'Profile', 'About', 'Professional Profile', 'Career Summary'],
    work: ['Experience', 'Work Experience', 'Employment', 'Professional Experience', 'Work History', 'Career History'],
    education: ['Education', 'Education and Training', 'Academic Background', 'Educational Qualifications'],
    projects: ['Projects', 'Key Projects', 'Personal Projects', 'Academic Projects', 'Selected Projects'],
    skills: ['Skills', 'Technical Skills', 'Core Skills', 'Key Skills', 'Skills and Tools', 'Core Competencies'],
    languages: ['Languages', 'Language Skills'],
    certificates: ['Certifications', 'Certificates', 'Licenses and Certifications'],
    awards: ['Awards', 'Honors and Awards', 'Achievements'],
  },
} as const;

const DECORATIONS: readonly ((text: string) => string)[] = [
  text => text,
  text => text,
  text => text.toUpperCase(),
  text => `${text}:`,
  text => `【${text}】`,
  text => `■ ${text}`,
  text => `${text} ----------`,
  text => `• ${text}`,
  text => `| ${text}`,
  text => `[ ${text} ]`,
];

const ZH_DATES = ['dash', 'dot', 'dotSpaced', 'dotShort', 'slash', 'slashWave', 'han', 'hanTo', 'hanSpaced'] as const;
const EN_DATES = ['mon', 'monDot', 'monTo', 'month', 'monComma', 'numeric', 'numericTight', 'iso', 'isoTo'] as const;
const BULLETS = ['• ', '- ', '· ', '* ', '● ', '1. ', '1) ', '◦ ', '– ', '（1）', '1、', '▪ '];
const ALL: readonly SectionName[] = ['work', 'projects', 'education', 'skills', 'languages', 'certificates', 'awards'];

/** The tokens of an entry in one to three lines, with dates at an edge or on a line of their own. */
function arranged(random: Random, tokens: readonly string[], separators: readonly string[], extra?: string): string[] {
  const order = random.some(tokens, tokens.length);
  const count = random.int(1, Math.min(3, order.length));
  const cuts = random.some([...Array(order.length - 1).keys()], count - 1).map(cut => cut + 1);
  const rows: string[][] = [[]];
  order.forEach((token, i) => {
    if (cuts.includes(i)) rows.push([]);
    rows.at(-1)!.push(token);
  });
  const separator = random.pick(separators);
  const lines = rows.map(row => row.join(separator));
  if (extra && random.chance(0.25)) {
    const at = random.int(0, lines.length - 1);
    lines[at] += extra;
  }
  const dates = '{dates}';
  const at = random.int(0, lines.length - 1);
  switch (random.pick(['right', 'right', 'end', 'start', 'below', 'above', 'bracket', 'start'])) {
    case 'right':
      lines[at] = `${lines[at]}\t${dates}`;
      break;
    case 'end':
      lines[at] = `${lines[at]}${separator}${dates}`;
      break;
    case 'start':
      lines[0] = `${dates}${random.pick(['  ', separator, '\t'])}${lines[0]}`;
      break;
    case 'below':
      lines.push(dates);
      break;
    case 'above':
      lines.unshift(dates);
      break;
    default:
      lines[at] = `${lines[at]} (${dates})`;
  }
  return lines;
}

/** A layout that no one has seen. */
export function drawnTemplate(random: Random, language: Language): Template {
  const zh = language !== 'en';
  const latinHeads = language === 'mixed' && random.chance(0.4);
  const headings = HEADINGS[zh && !latinHeads ? 'zh' : 'en'];
  const separators = zh
    ? [' | ', '  ', ' ', ' - ', ' / ', '，', '\t', ' · ', '｜', '　', '—', '、']
    : [' | ', ', ', ' - ', ' – ', ' / ', '\t', ' · ', '  ', ' — ', ' • '];
  const decorate = random.pick(DECORATIONS);
  const work = ['{org}', '{title}'];
  const education = zh
    ? random.pick([
        ['{school}', '{area}', '{degree}'],
        ['{school}', '{area}（{degree}）'],
        ['{school}', '{degree}', '{area}专业'],
        ['{school}', '{area}{degree}'],
        ['{school}', '{area}', '{degree}'],
      ])
    : random.pick([
        ['{school}', '{degree} in {area}'],
        ['{school}', '{degree}, {area}'],
        ['{school}', '{degree} {area}'],
        ['{school}', '{degree} ({area})'],
        ['{school}', '{area}', '{degree}'],
      ]);
  const project = random.chance(0.75) ? ['{project}', '{role}'] : ['{project}'];
  const summary = random.chance(0.5);
  return {
    id: `${language}-drawn`,
    language,
    heldOut: true,
    order: [...(summary ? (['summary'] as const) : []), ...random.some(ALL, ALL.length)],
    headings,
    heading: decorate,
    work: arranged(random, work, separators, zh ? '（{city}）' : ', {city}'),
    education: arranged(random, education, separators),
    project: arranged(random, project, separators),
    dates:
      DATES[random.pick<keyof typeof DATES>(zh && !(language === 'mixed' && random.chance(0.3)) ? ZH_DATES : EN_DATES)],
    present: zh ? random.pick(['至今', '现在', '今']) : random.pick(['Present', 'present', 'Current', 'Now']),
    bullet: random.pick(BULLETS),
    skills: random.pick(['plain', 'lines', 'bullets', 'column', 'lines', 'sentences']),
    separator: zh
      ? random.pick(['、', '，', ' / ', ' | ', '；', ', '])
      : random.pick([', ', ' | ', '; ', ' • ', ' / ']),
    ...(random.chance(0.4) && {
      tech: zh
        ? random.pick(['技术栈：', '使用技术：', '开发环境：'])
        : random.pick(['Technologies: ', 'Tech Stack: ', 'Tools: ']),
    }),
    blank: random.int(0, 1),
    width: random.pick([80, 96, 110]),
  };
}
