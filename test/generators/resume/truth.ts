import type { Random } from '../random.ts';
import { EN_FRESH, ZH_FRESH } from './fresh-words.ts';
import { EN, type Words, ZH } from './words.ts';

export type Language = 'zh' | 'en' | 'mixed';

/** A month as `[year, month]`, from 1. */
export type Month = readonly [number, number];

export interface Period {
  readonly start: Month;
  /** None: it goes on. */
  readonly end?: Month;
}

export interface Job extends Period {
  readonly org: string;
  readonly title: string;
  readonly city: string;
  readonly department: string;
  readonly highlights: readonly string[];
}

export interface School extends Period {
  readonly school: string;
  readonly area: string;
  readonly degree: string;
  readonly city: string;
  readonly gpa: string;
  readonly courses: readonly string[];
}

export interface Work extends Period {
  readonly project: string;
  readonly role: string;
  readonly tech: readonly string[];
  readonly highlights: readonly string[];
}

/** An invented person's résumé before any layout. */
export interface Truth {
  readonly language: Language;
  readonly name: string;
  readonly label: string;
  readonly city: string;
  readonly summary: readonly string[];
  readonly jobs: readonly Job[];
  readonly schools: readonly School[];
  readonly projects: readonly Work[];
  readonly skills: readonly { readonly name: string; readonly keywords: readonly string[] }[];
  readonly languages: readonly (readonly [string, string])[];
  readonly certificates: readonly { readonly name: string; readonly year: number }[];
  readonly awards: readonly { readonly name: string; readonly year: number }[];
}

const back = ([year, month]: Month, months: number): Month => {
  const at = year * 12 + month - 1 - months;
  return [Math.floor(at / 12), (at % 12) + 1];
};

/** The words of a résumé: those of its language, and of English where it is mixed. */
export interface Pool {
  readonly zh: Words;
  readonly en: Words;
}
export const SEEN: Pool = { zh: ZH, en: EN };
export const FRESH: Pool = { zh: ZH_FRESH, en: EN_FRESH };

/** A career told backwards from a recent month: jobs without overlap, schools before them, projects within them. */
export function truthOf(random: Random, language: Language, { zh: ZH, en: EN }: Pool = SEEN): Truth {
  const words: Words = language === 'en' ? EN : ZH;
  let at: Month = [random.int(2021, 2025), random.int(1, 12)];
  const orgs = random.some(language === 'mixed' ? [...ZH.orgs.slice(0, 14), ...EN.orgs.slice(0, 8)] : words.orgs, 4);
  const jobs: Job[] = [];
  const count = random.int(2, 4);
  for (let i = 0; i < count; i++) {
    const months = random.int(4, 40);
    const start = back(at, months);
    const english = language === 'en' || (language === 'mixed' && /^[A-Z\d]/.test(orgs[i]!));
    const own = english ? EN : ZH;
    const intern = i === count - 1 && random.chance(0.4);
    jobs.push({
      org: orgs[i]!,
      title: random.pick(
        intern ? own.internTitles : language === 'mixed' && random.chance(0.3) ? EN.titles : own.titles,
      ),
      city: random.pick(own.cities),
      department: random.pick(own.departments),
      start,
      ...((i > 0 || random.chance(0.5)) && { end: at }),
      highlights: random.some(own.highlights, random.int(2, 4)),
    });
    at = back(start, random.int(1, 4));
  }
  const schools: School[] = [];
  let graduated: Month = [at[0], 6];
  for (const [i, school] of random.some(words.schools, random.int(1, 2)).entries()) {
    const degree =
      i === 0
        ? random.pick(words.degrees)
        : random.pick(words.degrees.filter(d => /本科|学士|學士|^B|^Diploma/.test(d.text)));
    const start: Month = [graduated[0] - degree.years, 9];
    schools.push({
      school,
      start,
      end: graduated,
      area: random.pick(words.areas),
      degree: degree.text,
      city: random.pick(words.cities),
      gpa: `3.${random.int(10, 95)}/4.0`,
      courses: random.some(words.courses, 4),
    });
    graduated = [start[0], 6];
  }
  const pool = language === 'en' ? EN : ZH;
  const projects: Work[] = random.some(words.projects, random.int(1, 3)).map((project, i) => {
    const end = back(jobs[0]!.end ?? [2024, 6], 2 + i * 9);
    return {
      project,
      end,
      start: back(end, random.int(2, 8)),
      role: random.pick(words.roles),
      tech: random.some(
        ['Kafka', 'gRPC', 'TimescaleDB', 'Vue', 'FastAPI', 'ONNX', 'OpenCV', 'MySQL', 'WebSocket', 'C++'],
        random.int(3, 5),
      ),
      highlights: random.some(pool.highlights, random.int(2, 3)),
    };
  });
  const skills = random
    .some(words.skills, random.int(2, 4))
    .map(({ name, keywords }) => ({ name, keywords: random.some(keywords, random.int(3, 5)) }));
  const year = () => random.int(2016, 2023);
  return {
    language,
    jobs,
    schools,
    projects,
    skills,
    name: random.pick(words.names),
    label: jobs[0]!.title,
    city: random.pick(words.cities),
    summary: random.some(words.summaries, 2),
    languages: [...new Map(random.some(words.languages, 2)).entries()],
    certificates: random.some(words.certificates, 2).map(name => ({ name, year: year() })),
    awards: random.some(words.awards, 2).map(name => ({ name, year: year() })),
  };
}
