import type { Line, Page } from './page.ts';
import { POST } from './title-name.ts';

/** Signs of a line that presents a person: a contact, an age, a gender, years of experience, a wish for a job. */
export const PRESENTS =
  /@|(?:^|[\s|,，·/])[男女](?=$|[\s|,，·/\d])|\d{2} ?岁|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d ?年(?:工作)?经[验历]|求职|应聘|期望|出生|[1-2]\d{3}[年.]\d{1,2}月?生|years? (?:of )?experience|\(\d{3}\) ?\d{3}|\+\d{2}|简历|resume|curriculum vitae|性别|01[016-9]-\d{3,4}-\d{4}|电话|手机|邮箱|e-?mail|phone|linkedin|\uFFFC/i;

/** A cell that heads a section. */
export const SECTION_CELL =
  /^(?:(?:工作|实习|项目|教育|校园|专业)(?:经[历验]|背景|技能)|自我评价|联系方式|基本信息|个人信息|experience|work experience|education|skills|contact|profile|summary|about me)$/;

/** A post with years beside or under it is an entry of work: what stands over it is a firm. */
const isEntry = (page: Page, index: number): boolean =>
  YEARS.test(page.text.slice(page.lines[index]!.start, page.lines[Math.min(index + 1, page.lines.length - 1)]!.end)) &&
  !page.text.slice(0, page.headerEnd).includes('@');
const YEARS = /(?:19|20)\d\d(?:[./年]\d{1,2}月?)? ?[-~至到—–]/;

const startsWithLabel = (page: Page, line: Line): boolean =>
  page.fields.some(({ label, type }) => label.start === line.start && type !== 'VETO');

/** The lines around, but for empty ones, present a person, name a post or open the first section. */
export function besidePresenting(page: Page, index: number): boolean {
  return [-1, 1].some(step => {
    let at = index + step;
    for (let skipped = 0; skipped < 2 && page.lines[at]?.end === page.lines[at]?.start; skipped++) at += step;
    const line = page.lines[at];
    if (!line) return false;
    const text = page.text.slice(line.start, Math.min(line.end, line.start + 160));
    if (PRESENTS.test(text)) return true;
    const cell = text.trim().split(/\t| {2,}/)[0]!;
    return (
      step > 0 &&
      (SECTION_CELL.test(cell.toLowerCase()) ||
        (cell.length <= 40 && POST.test(cell) && !isEntry(page, at)) ||
        startsWithLabel(page, line))
    );
  });
}
