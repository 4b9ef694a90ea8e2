import { type ClosedList, closedList } from './quasi.ts';

export const GENDER: ClosedList = {
  type: 'GENDER',
  labels: ['性别', '性別', '性 别', 'gender', 'sex', 'geschlecht'],
  values:
    /男性?(?![\u4e00-\u9fff]{0,1}装)|女性?|male(?![a-z])|female(?![a-z])|man(?![a-z])|woman(?![a-z])|[mf](?![a-z])|non-?binary|other(?![a-z])|männlich|weiblich/i,
  alone: /^(?:男性?|女性?|[♂♀]|male|female|先生|女士)$/i,
};
export const gender = closedList(GENDER);
