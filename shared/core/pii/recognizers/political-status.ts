import { type ClosedList, closedList } from './quasi.ts';

const PARTIES =
  '中国共产党(?:预备)?党员|中共(?:正式|预备)?党员(?:\\(预备\\))?|(?:正式|预备)党员|党员|共产党员|(?:中国)?共青团员|共青团|团员|群众|无党派(?:人士|民主人士)?|民主党派|民盟盟员|民盟|民革党员|民革|民建会员|民建|民进会员|民进|农工党员|农工党|致公党员|致公党|九三学社(?:社员)?|台盟|入党积极分子|积极分子|無黨派(?:人士)?|无党派|共青團員|團員|群眾|中共預備黨員|中共黨員|黨員';

export const POLITICAL_STATUS: ClosedList = {
  type: 'POLITICAL_STATUS',
  labels: [
    '政治面貌',
    '政治面目',
    '政治身份',
    '政治状况',
    '党派',
    '党团情况',
    '政治面貌情况',
    '政治面貌及加入时间',
    '政治面貌及入党时间',
    '政治面貌和入党时间',
    '政治面貌/入党时间',
    'political status',
    'political affiliation',
    'political outlook',
    'party membership',
    'party affiliation',
    'politics',
  ],
  values: new RegExp(
    `${PARTIES}|(?:probationary )?(?:member of (?:the )?)?(?:cpc|communist party(?: of china)?|ccp|(?:communist )?youth league)(?: member)?|party member|league member|the masses|masses|non-?party|none|citizen`,
    'i',
  ),
  alone: new RegExp(`^(?:${PARTIES.replace('|积极分子', '').replace('|共青团|', '|')})$`),
};
export const politicalStatus = closedList(POLITICAL_STATUS);
