/** `3年2个月`, `(2 yrs 3 mos)`, `[ 半年 ]`: a length of time and nothing else, which job sites print beside the dates. */
const DURATION =
  /^[([]? ?(?:约|共|近|about )?(?:(?:\d{1,2}|[半一两二三四五六七八九十]{1,2}) ?(?:年半?|years?|yrs?)(?:零|,| and)? ?)?(?:(?:\d{1,2}|[一两二三四五六七八九十]{1,2}) ?(?:个?月|months?|mos?))? ?[)\]]?$/;

/* 年 半 月, year(s), yr(s), month(s), mo(s), a bracket */
const ENDS = '年半月rshoe)]';

/** `low` in lower case. */
export const isDuration = (low: string): boolean =>
  low.length >= 2 && low.length <= 24 && ENDS.includes(low[low.length - 1]!) && DURATION.test(low);
