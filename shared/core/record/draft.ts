import type {
  Education,
  EducationExtension,
  Profile,
  Project,
  ProjectExtension,
  Work,
  WorkExtension,
} from './profile.ts';
import type { Group } from './skills.ts';
import type { Target } from './target.ts';
import type { Value } from './values.ts';

/** What the sections give, collected in the order of the text. */
export interface Draft {
  work: Work[];
  workX: WorkExtension[];
  education: Education[];
  educationX: EducationExtension[];
  projects: Project[];
  projectsX: ProjectExtension[];
  languages: Profile['languages'][number][];
  certificates: Profile['certificates'][number][];
  awards: Profile['awards'][number][];
  groups: Group[];
  target: Target;
  label?: Value;
  summary: [number, number][];
  years?: { years: number; source: Value };
  impossible: boolean;
}

/** Nothing read yet. */
export const emptyDraft = (): Draft => ({
  work: [],
  workX: [],
  education: [],
  educationX: [],
  projects: [],
  projectsX: [],
  languages: [],
  certificates: [],
  awards: [],
  groups: [],
  target: { roles: [], cities: [] },
  summary: [],
  impossible: false,
});
