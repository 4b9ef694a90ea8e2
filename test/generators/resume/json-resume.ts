import type { Layout, Paragraph, Style } from './render.ts';

/** The parts of a JSON Resume document that are laid out. */
export interface JsonResume {
  basics: {
    name: string;
    label: string;
    summary: string;
    email: string;
    phone: string;
    location: { city: string; region: string };
  };
  work?: {
    name: string;
    position: string;
    location?: string;
    startDate: string;
    endDate?: string;
    summary?: string;
    highlights?: string[];
  }[];
  volunteer?: {
    organization: string;
    position: string;
    startDate: string;
    endDate?: string;
    summary?: string;
    highlights?: string[];
  }[];
  education?: {
    institution: string;
    area: string;
    studyType: string;
    startDate: string;
    endDate?: string;
    score?: string;
    courses?: string[];
  }[];
  projects?: {
    name: string;
    description?: string;
    highlights?: string[];
    roles?: string[];
    startDate: string;
    endDate?: string;
  }[];
  awards?: { title: string; date: string; awarder: string; summary?: string }[];
  certificates?: { name: string; date: string; issuer: string }[];
  publications?: { name: string; publisher: string; releaseDate: string; summary?: string }[];
  skills?: { name: string; level?: string; keywords: string[] }[];
  languages?: { language: string; fluency: string }[];
  interests?: { name: string; keywords: string[] }[];
  references?: { name: string; reference: string }[];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const word = (date: string): string => `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
const iso = (date: string): string => date.slice(0, 7);

/** Ways that the published themes lay such a résumé out: what stands on which line of an entry. */
export const THEMES = {
  flat: {
    date: word,
    work: (org: string, title: string, dates: string) => [`${title}, ${org}`, dates],
    school: (s: string, a: string, d: string, dates: string) => [`${d} in ${a}, ${s}`, dates],
  },
  even: {
    date: iso,
    work: (org: string, title: string, dates: string) => [`${org} — ${title}\t${dates}`],
    school: (s: string, a: string, d: string, dates: string) => [`${s}\t${dates}`, `${d}, ${a}`],
  },
  stacked: {
    date: word,
    work: (org: string, title: string, dates: string) => [title, `${org}\t${dates}`],
    school: (s: string, a: string, d: string, dates: string) => [s, `${d} ${a} | ${dates}`],
  },
} as const;
export type Theme = keyof typeof THEMES;

/** A JSON Resume document as paragraphs, contacts as placeholders. */
export function layOutJson(resume: JsonResume, theme: Theme): Layout {
  const { date, work, school } = THEMES[theme];
  const out: Paragraph[] = [];
  const add = (style: Style, text: string | undefined, gap = 0) => text && out.push({ text, style, gap });
  const period = ({ startDate, endDate }: { startDate: string; endDate?: string }) =>
    `${date(startDate)} - ${endDate ? date(endDate) : 'Present'}`;
  const section = <T>(heading: string, items: readonly T[] | undefined, each: (item: T) => void) => {
    if (!items?.length) return;
    add('heading', heading, 1);
    for (const item of items) each(item);
  };
  const bullets = (texts: readonly string[] | undefined) => texts?.forEach(text => void add('body', `• ${text}`));
  const { basics } = resume;
  add('name', '[PERSON_1]');
  add('contact', basics.label);
  add('contact', `[EMAIL_1] | [PHONE_1] | ${basics.location.city}, ${basics.location.region}`);
  section('Summary', [basics.summary], text => void add('body', text));
  section('Work Experience', resume.work, job => {
    for (const line of work(job.name, job.position, period(job))) add('head', line);
    add('body', job.summary);
    bullets(job.highlights);
  });
  section('Volunteer', resume.volunteer, job => {
    for (const line of work(job.organization, job.position, period(job))) add('head', line);
    add('body', job.summary);
    bullets(job.highlights);
  });
  section('Education', resume.education, item => {
    for (const line of school(item.institution, item.area, item.studyType, period(item))) add('head', line);
    if (item.score && /^\d/.test(item.score)) add('body', `GPA: ${item.score}`);
    if (item.courses?.length) add('body', `Courses: ${item.courses.join(', ')}`);
  });
  section('Projects', resume.projects, item => {
    add('head', `${item.name}\t${period(item)}`);
    add('body', item.description);
    bullets(item.highlights);
  });
  section('Awards', resume.awards, item => void add('body', `${item.title}, ${item.awarder}, ${date(item.date)}`));
  section(
    'Certificates',
    resume.certificates,
    item => void add('body', `${item.name}, ${item.issuer}, ${date(item.date)}`),
  );
  section(
    'Publications',
    resume.publications,
    item => void add('body', `${item.name}, ${item.publisher}, ${date(item.releaseDate)}`),
  );
  section('Skills', resume.skills, item => void add('body', `${item.name}: ${item.keywords.join(', ')}`));
  section('Languages', resume.languages, item => void add('body', `${item.language} (${item.fluency})`));
  section('Interests', resume.interests, item => void add('body', `${item.name}: ${item.keywords.join(', ')}`));
  section('References', resume.references, item => void add('body', `“${item.reference}” — ${item.name}`));
  return { language: 'en', width: 100, sidebar: [], main: out };
}
