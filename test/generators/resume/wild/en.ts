import {
  allSkills,
  bodies,
  body,
  byEmployer,
  dash,
  head,
  heading,
  long,
  numeric,
  period,
  SHOWN,
  short,
  shortDot,
  skillRows,
  spanEn,
  top,
  type WildLayout,
  whole,
} from './paper.ts';

const published = [
  'Samplewala, P., & Example, J. (2021). On the care of small instruments. Journal of Invented Methods, 14(2), 33–51.',
  'Example, J. (2019). A second look at tides. Proceedings of the Placeholder Conference, 101–118.',
];

/** Layouts of English-speaking countries and of the tools that write résumés there. */
export const EN_WILD: readonly WildLayout[] = [
  {
    // LinkedIn's PDF: a dark column beside, each length in brackets, posts of one employer below each other.
    id: 'en-linkedin',
    language: 'en',
    shown: SHOWN.none,
    promotions: true,
    lay: truth => {
      const dates = period(long, ' - ', 'Present');
      return {
        sidebar: [
          heading('Contact'),
          body('[PHONE_1] (Mobile)'),
          body('[EMAIL_1]'),
          heading('Top Skills'),
          ...bodies(allSkills(truth)),
          heading('Languages'),
          ...truth.languages.map(([language, level]) => body(`${language} (${level})`)),
          heading('Certifications'),
          ...truth.certificates.map(({ name }) => body(name)),
        ],
        main: [
          ...top(`${truth.label} at ${truth.jobs[0]!.org}`, truth.city),
          heading('Summary'),
          body(truth.summary.join(' ')),
          heading('Experience'),
          ...byEmployer(truth).flatMap(group => [
            head(group[0]!.org, 1),
            ...(group.length > 1 ? [body(spanEn(whole(group)))] : []),
            ...group.flatMap(job => [
              head(job.title),
              body(`${dates(job)} (${spanEn(job)})`),
              body(job.city),
              ...bodies(job.highlights),
            ]),
          ]),
          heading('Education'),
          ...truth.schools.flatMap(s => [
            head(s.school, 1),
            body(`${s.degree}, ${s.area} · (${period(long, ' - ', '')(s)})`),
          ]),
          body('Page 1 of 1', 1),
        ],
      };
    },
  },
  {
    id: 'en-europass',
    language: 'en',
    shown: SHOWN.all,
    lay: truth => {
      const dates = period(numeric, ' – ', 'Current');
      return {
        main: [
          ...top('Nationality: Irish | Phone: [PHONE_1] | Email: [EMAIL_1]'),
          heading('WORK EXPERIENCE'),
          ...truth.jobs.flatMap(job => [
            head(`[ ${dates(job)} ]`, 1),
            head(job.title),
            body(job.org),
            body(`City: ${job.city.split(',')[0]}`),
            body('Main activities and responsibilities:'),
            ...bodies(job.highlights, '- '),
          ]),
          heading('EDUCATION AND TRAINING'),
          ...truth.schools.flatMap(s => [
            head(`[ ${dates(s)} ]`, 1),
            head(`${s.degree} in ${s.area}`),
            body(s.school),
            body(`City: ${s.city.split(',')[0]} | Level in EQF: EQF level 6`),
          ]),
          heading('LANGUAGE SKILLS'),
          body('Mother tongue(s): ENGLISH'),
          body('Other language(s): FRENCH B2'),
          heading('DIGITAL SKILLS'),
          body(allSkills(truth).join(' | ')),
          heading('PROJECTS'),
          ...truth.projects.flatMap(p => [
            head(`[ ${dates(p)} ]`, 1),
            head(p.project),
            body(`Role: ${p.role}`),
            ...bodies(p.highlights, '- '),
          ]),
        ],
      };
    },
  },
  {
    // An academic CV: posts at universities, papers, grants, references.
    id: 'en-academic',
    language: 'en',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(short, ' – ', 'present');
      return {
        main: [
          ...top('Department of Placeholder Studies', '[EMAIL_1]'),
          heading('Academic Appointments'),
          ...truth.jobs.flatMap(job => [
            head(`${job.title}, ${job.org}\t${dates(job)}`),
            ...bodies(job.highlights.slice(0, 2)),
          ]),
          heading('Education'),
          ...truth.schools.flatMap(s => [
            head(`${s.degree}, ${s.area}, ${s.school}\t${dates(s)}`),
            body(`Thesis: ${truth.projects[0]!.project}`),
          ]),
          heading('Publications'),
          ...bodies(published),
          heading('Grants and Awards'),
          ...truth.awards.map(({ name, year: y }) => body(`${y}  ${name}`)),
          heading('Skills'),
          ...skillRows(truth, ': ', ', '),
          heading('References'),
          body('Available on request.'),
        ],
      };
    },
  },
  {
    // The LaTeX one-pager of countless software résumés.
    id: 'en-latex',
    language: 'en',
    shown: SHOWN.techOnly,
    lay: truth => {
      const dates = period(shortDot, ' – ', 'Present');
      return {
        main: [
          ...top('[PHONE_1] | [EMAIL_1] | [URL_1] | [URL_2]'),
          heading('Education'),
          ...truth.schools.flatMap(s => [
            head(`${s.school}\t${s.city}`),
            head(`${s.degree} in ${s.area}, Minor in Philosophy\t${dates(s)}`),
          ]),
          heading('Experience'),
          ...truth.jobs.flatMap(job => [
            head(`${job.title}\t${dates(job)}`),
            head(`${job.org}\t${job.city}`),
            ...bodies(job.highlights, '• '),
          ]),
          heading('Projects'),
          ...truth.projects.flatMap(p => [
            head(`${p.project} | ${p.tech.join(', ')}\t${dates(p)}`),
            ...bodies(p.highlights, '• '),
          ]),
          heading('Technical Skills'),
          ...skillRows(truth, ': ', ', '),
        ],
      };
    },
  },
  {
    // Employer, city and dates on one row, the title below.
    id: 'en-row',
    language: 'en',
    shown: SHOWN.roleless,
    lay: truth => {
      const dates = period(long, ' – ', 'Present');
      return {
        main: [
          ...top('[ADDRESS_1] • [PHONE_1] • [EMAIL_1]'),
          heading('PROFESSIONAL EXPERIENCE'),
          ...truth.jobs.flatMap(job => [
            head(`${job.org} – ${job.city} (${dates(job)})`, 1),
            head(job.title),
            ...bodies(job.highlights, '● '),
          ]),
          heading('SELECTED PROJECTS'),
          ...truth.projects.flatMap(p => [head(`${p.project} (${dates(p)})`), ...bodies(p.highlights, '● ')]),
          heading('EDUCATION'),
          ...truth.schools.flatMap(s => [
            head(`${s.school} – ${s.city} (${dates(s)})`, 1),
            head(`${s.degree}: ${s.area}`),
            body(`GPA ${s.gpa}`),
          ]),
          heading('SKILLS'),
          body(allSkills(truth).join(' • ')),
        ],
      };
    },
  },
  {
    // Promotions under one employer, each with its own dates and bullets.
    id: 'en-promoted',
    language: 'en',
    shown: SHOWN.none,
    promotions: true,
    lay: truth => {
      const dates = period(short, '–', 'Present');
      return {
        main: [
          ...top(`${truth.city} · [PHONE_1] · [EMAIL_1]`),
          heading('Career History'),
          ...byEmployer(truth).flatMap(group => [
            head(`${group[0]!.org}, ${group[0]!.city}`, 1),
            ...group.flatMap(job => [head(`${job.title}, ${dates(job)}`), ...bodies(job.highlights, '– ')]),
          ]),
          heading('Education & Credentials'),
          ...truth.schools.map(s => head(`${s.degree} in ${s.area}, ${s.school}, ${dates(s)}`)),
          heading('Core Skills'),
          ...bodies(allSkills(truth), '– '),
        ],
      };
    },
  },
  {
    id: 'en-no-headings',
    language: 'en',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(numeric, ' to ', 'Present');
      return {
        main: [
          ...top(truth.label, '[PHONE_1], [EMAIL_1]'),
          ...truth.jobs.flatMap(job => [
            head(`${job.title}, ${job.org}`, 1),
            head(dates(job)),
            ...bodies(job.highlights, '* '),
          ]),
          ...truth.schools.flatMap(s => [head(`${s.degree} in ${s.area}, ${s.school}`, 1), head(dates(s))]),
          body(`Skills: ${allSkills(truth).join(', ')}`, 1),
        ],
      };
    },
  },
  {
    // A functional résumé: what one can first, the posts as bare rows at the end.
    id: 'en-functional',
    language: 'en',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(numeric, '-', 'Present');
      return {
        main: [
          ...top('[EMAIL_1]'),
          heading('PROFILE'),
          body(truth.summary.join(' ')),
          heading('SKILLS SUMMARY'),
          ...skillRows(truth, ' – ', ', ', '• '),
          heading('ACCOMPLISHMENTS'),
          ...bodies(truth.jobs[0]!.highlights, '• '),
          heading('EMPLOYMENT HISTORY'),
          ...truth.jobs.map(job => head(`${job.title}, ${job.org}, ${job.city}, ${dates(job)}`)),
          heading('EDUCATION'),
          ...truth.schools.map(s => head(`${s.degree}, ${s.area}, ${s.school}, ${s.city}, ${dates(s)}`)),
        ],
      };
    },
  },
  {
    // British: to date, honours, interests, references.
    id: 'en-british',
    language: 'en',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(long, ' to ', 'date');
      return {
        main: [
          { text: 'Curriculum Vitae', style: 'name', gap: 0 },
          ...top('Telephone: [PHONE_1]', 'Email: [EMAIL_1]'),
          heading('Personal Statement'),
          body(truth.summary.join(' ')),
          heading('Employment'),
          ...truth.jobs.flatMap(job => [
            head(dates(job), 1),
            head(`${job.title} – ${job.org}`),
            body('Key responsibilities:'),
            ...bodies(job.highlights, '- '),
          ]),
          heading('Education and Qualifications'),
          ...truth.schools.flatMap(s => [head(dates(s), 1), head(`${s.school} – ${s.degree} ${s.area}`)]),
          heading('Key Skills'),
          ...bodies(allSkills(truth)),
          heading('Interests'),
          body('Rowing, choir and long walks with an elderly dog.'),
          heading('References'),
          body('References available upon request'),
        ],
      };
    },
  },
  {
    // Common in India: labels in each block and declared responsibilities.
    id: 'en-labels',
    language: 'en',
    shown: SHOWN.tech,
    lay: truth => {
      const dates = period(short, ' to ', 'Till Date');
      return {
        main: [
          ...top('Mobile: [PHONE_1]', 'E-mail: [EMAIL_1]'),
          heading('Career Objective:'),
          body(truth.summary[0]!),
          heading('Professional Experience:'),
          ...truth.jobs.flatMap(job => [
            head(`Organization\t: ${job.org}`, 1),
            head(`Designation\t: ${job.title}`),
            head(`Duration\t: ${dates(job)}`),
            body('Roles & Responsibilities:'),
            ...bodies(job.highlights, '➢ '),
          ]),
          heading('Project Details:'),
          ...truth.projects.flatMap((p, i) => [
            head(`Project #${i + 1}: ${p.project}`, 1),
            head(`Role\t: ${p.role}`),
            head(`Duration\t: ${dates(p)}`),
            body(`Technologies\t: ${p.tech.join(', ')}`),
            ...bodies(p.highlights, '➢ '),
          ]),
          heading('Educational Qualification:'),
          ...truth.schools.map(s => head(`➢ ${s.degree} in ${s.area} from ${s.school} (${dates(s)})`)),
          heading('Technical Skills:'),
          ...truth.skills.map(({ name, keywords }) => body(`${name}\t: ${keywords.join(', ')}`)),
          heading('Declaration:'),
          body('I hereby declare that the above particulars are true to the best of my knowledge.'),
        ],
      };
    },
  },
  {
    // A table with several spaces between its cells.
    id: 'en-cells',
    language: 'en',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(dash, ' - ', 'present');
      return {
        main: [
          ...top(),
          heading('Work experience'),
          head('Period\tCompany\tPosition'),
          ...truth.jobs.map(job => head(`${dates(job)}\t${job.org}\t${job.title}`)),
          heading('Education'),
          head('Period\tInstitution\tDegree\tField'),
          ...truth.schools.map(s => head(`${dates(s)}\t${s.school}\t${s.degree}\t${s.area}`)),
          heading('Computer skills'),
          body(allSkills(truth).join('; ')),
        ],
      };
    },
  },
];
