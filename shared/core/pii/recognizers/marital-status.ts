import { type ClosedList, closedList } from './quasi.ts';

const STATES =
  '未婚未育|未婚无子女|未婚有对象|未婚单身|未婚|已婚已育(?:一孩|二孩|一子|一女)?|已婚未育|已婚有子女|已婚有?[一二]?[子女孩]|已婚无子女|已婚|离异(?:未育|已育|带孩)?|离婚|丧偶|单身|恋爱中|已育|未育|訂婚|離婚|單身';

export const MARITAL_STATUS: ClosedList = {
  type: 'MARITAL_STATUS',
  labels: [
    '婚姻',
    '婚姻状况',
    '婚姻状态',
    '婚姻情况',
    '婚否',
    '婚育',
    '婚育状况',
    '婚育情况',
    '婚姻狀況',
    '婚况',
    '是否已婚',
    '情感状态',
    'marital status',
    'marital state',
    'marriage status',
    'civil status',
    'familienstand',
    'situation familiale',
    'situation de famille',
    'estado civil',
    'stato civile',
    '결혼여부',
    '婚姻情況',
    '婚姻',
    'status',
  ],
  values: new RegExp(
    `${STATES}|[未已](?![\\u4e00-\\u9fff])|célibataire|marié(?:e)?|divorcé(?:e)?|pacsé(?:e)?|solter[oa]|casad[oa]|geschieden|verwitwet|[是否](?![\\u4e00-\\u9fff])|unmarried|married(?:,? (?:with )?(?:\\d|one|two|three) (?:child(?:ren)?|kids?))?|single(?![a-z-]| [a-z])|divorced|widow(?:ed|er)?|separated|engaged(?![a-z ])|ledig|verheiratet`,
    'i',
  ),
  alone: new RegExp(
    `^(?:${STATES.replace('|单身', '').replace('|已育|未育', '')}|married|unmarried|single|divorced)$`,
    'i',
  ),
};
export const maritalStatus = closedList(MARITAL_STATUS);
