import type { DateSpan } from './dates.ts';
import type { Slot } from './labels.ts';
import { HAS, type Line } from './lines.ts';

/** A stretch of a sentence that says what it is. */
export interface Told {
  readonly slot: Slot;
  /** Offsets in the line, half open. */
  readonly start: number;
  readonly end: number;
}

const JOB =
  /^[,: ]*(?:本人|我)?(?:在|于|就职于|任职于|供职于|受聘于|服务于|加入|进入)([^,。;:]{2,32}?),?(?:期间)?(?:,)?(?:先后)?(?:担任|出任|任职|任|从事|做)([^,。;:]{2,20}?)(?:一职|职务|岗位|工作)?[。;,]/d;
const SCHOOL =
  /^[,: ]*(?:本人|我)?(?:就读于|毕业于|考入|在|于)(\p{Script=Han}{2,16}?(?:大学|学院|学校)(?:\([^()]{1,10}\))?(?:\p{Script=Han}{1,8}?学院)?)(?:学习|攻读|就读)?,?(?:攻读|就读|主修|学习)?((?:[^,。;]{2,24}?)(?:专业)?)?(?:学习)?(?:,(?:获得?|取得)?([^,。;]{2,10}?)(?:学位|学历)?)?[。;]/du;

/** A post or a school told in a sentence behind its dates: `2019年7月至2021年3月，在样例公司任会计。` */
export function toldIn(line: Line, date: DateSpan, kind: 'work' | 'education'): readonly Told[] | undefined {
  if (!(line.has & HAS.han) || date.start > line.mark + 2) return undefined;
  const sentence = line.shadow.slice(date.end, date.end + 120);
  const match = (kind === 'work' ? JOB : SCHOOL).exec(sentence);
  if (!match?.indices) return undefined;
  const slots: readonly Slot[] = kind === 'work' ? ['org', 'title'] : ['school', 'area', 'degree'];
  return slots.flatMap((slot, i) => {
    const span = match.indices![i + 1];
    return span ? [{ slot, start: date.end + span[0], end: date.end + span[1] }] : [];
  });
}
