import { isHan, type Page } from '../page.ts';
import { placeAt } from '../places/china.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';
import type { Candidate, Field } from '../types.ts';
import { findChinese, isDetailed } from './address-chinese.ts';
import { findForeign } from './address-foreign.ts';
import { placeBehind } from './hometown.ts';

function* find(page: Page): Iterable<Candidate> {
  yield* findChinese(page);
  yield* findForeign(page);
}

/** An address runs to the next label or wide gap; commas and single blanks are part of it. */
function read(page: Page, field: Field): Candidate[] {
  const { start, end } = field.value;
  if (/^(?:邮|zip|post)/.test(page.lower.slice(field.label.start, field.label.end))) return postcode(page, start);
  const room = page.text.slice(start, end);
  // A wide gap or bar ends it, unless a number of a house follows.
  const stop = /\s*(?:\||;|；|。|\t| {3,}|·|\uFFFC|[（(](?:可|接受|自有|租))/.exec(room)?.index ?? room.length;
  let value = room
    .slice(0, stop)
    .trimEnd()
    .replace(/[,，.]$/, '');
  if (/^(?:面议|保密|不限|待定|无|暂无|远程|available|upon|n\/a|same|remote|hybrid|on-?site|anywhere)/i.test(value))
    return [];
  const whole = continued(page, start, start + value.length, end);
  if (whole > start + value.length) return [candidate(page, 'ADDRESS', { start, end: whole }, 'label')];
  const clause = isHan(page.text.charCodeAt(start))
    ? /[，,](?![\u4e00-\u9fff]{0,12}[0-9]{1,5}[号栋幢室弄])/.exec(value)
    : null;
  if (clause && clause.index > 1) value = value.slice(0, clause.index);
  if (value.length < 2 || /^(?:https?:|www\.|[\w.+-]+@|0x|\d+\.\d+\.\d+)/i.test(value)) return [];
  const han = isHan(page.text.charCodeAt(start));
  const place = placeBehind(page, field);
  if (field.bond === 'gap' && !place && !(han && isDetailed(value)) && !/^\d{1,5} ?[A-Z]/.test(value)) return [];
  if (han && !isDetailed(value) && place) value = page.text.slice(place.start, place.end);
  else if (han && !placeAt(value, 0) && !isDetailed(value) && value.length > 20) return [];
  if (!han && value.length > 120) return [];
  // `地址：模块化设计`, `Address: pointer arithmetic`: a place, a number, the sign of a street or a capital must show.
  const open = /^(?:地址|address|addr|a$|位置|城市|坐标)/.test(page.lower.slice(field.label.start, field.label.end));
  if (
    open &&
    !placeAt(value, 0) &&
    !/\d|[路街道巷弄村镇乡区县市省州号室栋幢楼座苑园寓]/.test(value) &&
    !/^\p{Lu}|[ぁ-ヿ]/u.test(value)
  )
    return [];
  return [candidate(page, 'ADDRESS', { start, end: start + value.length }, 'label')];
}

function postcode(page: Page, start: number): Candidate[] {
  const span = matchAt(/(?:\d{6}|\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?![\dA-Za-z])/y, page.text, start);
  return span ? [candidate(page, 'ADDRESS', span, 'label')] : [];
}

/** An address that a line break cuts in two: the next line goes on with a house, a room, a postal code or a city. */
function continued(page: Page, start: number, end: number, room: number): number {
  if (end < room || page.text[end] !== '\n') return end;
  const rest = page.text.slice(end, end + 60);
  const more =
    /^\n[ \t]*(?:[\u4e00-\u9fff]{0,8}\d{0,5}(?:号|弄|栋|幢|楼|室|单元|座|路|街)[\u4e00-\u9fffA-Za-z0-9-]{0,24}|(?:[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?, )?[A-Z]{2} \d{5}(?:-\d{4})?|\d{5} [A-Z][a-z]+)(?=\s|$)/.exec(
      rest,
    );
  return more && isDetailed(page.text.slice(start, end + more[0].length)) ? end + more[0].length : end;
}

export const address: Recognizer = {
  labels: [
    {
      type: 'ADDRESS',
      labels:
        '现居住|现时居住|现居住城市|居住城市/地区|坐标|现住于|家在|定居于|定居在|现定居|现定居于|现居住在|地址|住址|家庭住址|家庭地址|联系地址|通讯地址|通信地址|现住址|现居住址|居住地址|现居地址|现住地址|常住地址|详细地址|邮寄地址|收件地址|户籍住址|居住地|现居|现居地|现居住地|现居住于|现居城市|居住城市|目前居住地|目前所在地|所在地|所在城市|所在地区|现所在地|现所在城市|现住|现住地|常住地|居住|住在|家住|住于|目前居住|通讯住址|邮政地址|通訊地址|聯絡地址|地址|住所|現住所|現居|現居地|居住地區|address|home address|mailing address|current address|permanent address|postal address|residential address|street address|contact address|residence|current residence|place of residence|residing in|lives in|living in|based in|current location|current city|home city|city|adresse|anschrift|wohnort|wohnhaft in|domicile|dirección|domicilio|endereço|адрес|주소|住所|戶籍地址|邮编|邮政编码|邮编号|zip|zip code|postal code|postcode|base|base地|addr|addr.|a|⌂|🏠|📍|🏡|📮'.split(
          '|',
        ),
    },
    { type: 'RESIDENCE', labels: ['location', 'located in', '城市', '位置'] },
  ],
  read: (page, field) => {
    // `Location:` beside a job is the job's; above the first section it is where the candidate lives.
    if (field.type === 'RESIDENCE' && field.label.start >= page.headerEnd) return [];
    return read(page, field);
  },
  find,
};
