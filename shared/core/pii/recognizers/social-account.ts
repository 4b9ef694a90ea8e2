import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';
import type { Candidate, Field } from '../types.ts';

/** WeChat 6–20 signs from a letter on, QQ 5–11 digits, Telegram 5–32; scanners drop or add one. */
const HANDLE =
  /@?(?:live:\.?|wx (?=[a-z0-9_]{5}))?[A-Za-z0-9_](?:[A-Za-z0-9_.-]|- ?(?=[A-Za-z0-9])){2,31}(?:#\d{4})?(?![A-Za-z0-9@])/y;
const QQ_NUMBER = /[1-9]\d(?:[ -]?\d){3,10}(?!\d|@)/y;
/** The account is named by reference only: 微信同手机号, same as phone. */
const SAME = /^[（(]?(?:同|与|和|即|号?同|same|as above)/i;

function read(page: Page, field: Field): Candidate[] {
  const { start } = field.value;
  if (SAME.test(page.text.slice(start, start + 8))) return [];
  const found: Candidate[] = [];
  let at = start;
  for (let turn = 0; turn < 2; turn++) {
    const span = matchAt(QQ_NUMBER, page.text, at) ?? matchAt(HANDLE, page.text, at);
    if (!span || span.end > field.value.end) break;
    const text = page.text
      .slice(span.start, span.end)
      .replace(/(?<=.{5})(?:QQ|VX|WX|Tel|Email|Phone)(?=[:\d]*$)[:\d]*|[.-]+$/, '');
    if (!isHandle(page, field, text)) break;
    const end = span.start + text.length;
    const from = text.startsWith('@') ? span.start + 1 : span.start;
    found.push(
      candidate(page, 'SOCIAL_ACCOUNT', { start: from, end }, 'label', text.toLowerCase().replace(/[ @]/g, '')),
    );
    const more = /^ ?[/、,，] ?(?=[A-Za-z0-9_])/.exec(page.text.slice(end, end + 3));
    if (!more || field.also.length === 0) break;
    at = end + more[0].length;
  }
  return found;
}

/** Without a colon a plain word proves nothing: 微信 SDK, QQ Music, Line manager. */
function isHandle(page: Page, field: Field, text: string): boolean {
  if (/^\d+$/.test(text.replace(/[ -]/g, ''))) return text.length >= 5;
  if (/^(?:https?|www|qq|wechat|com)$/i.test(text) || /\.(?:com|cn|org|net)$/i.test(text)) return false;
  const mixed = /\d/.test(text) && /[A-Za-z]/.test(text);
  const label = page.lower.slice(field.label.start, field.label.end);
  if (field.bond === 'colon') return mixed || /[_-]/.test(text) || text.length >= (/号|id/.test(label) ? 3 : 4);
  // The label is a cell of the header, the handle the next.
  const gap = page.text.slice(field.label.end, field.value.start);
  const after = page.text[field.value.start + text.length] ?? '\n';
  if (start(page, field) && /[\n\t|]/.test(gap) && /[\s|]/.test(after)) return /^[a-z][a-z0-9_.-]{2,}$/.test(text);
  if (text.startsWith('@') && text.length > 3) return true;
  if (/^(?:line|skype|ins|ig|twitter|x|discord|微博|抖音|小红书|钉钉|飞书)$/.test(label))
    return mixed && text.length >= 5 && start(page, field);
  return (mixed || /_/.test(text)) && text.length >= 5
    ? start(page, field) || /号|id/.test(label)
    : start(page, field) && text.length >= 6 && /^[a-z_.]+$/.test(text);
}

const start = (page: Page, field: Field): boolean => field.label.start < page.headerEnd;

export const socialAccount: Recognizer = {
  labels: [
    {
      type: 'SOCIAL_ACCOUNT',
      labels:
        'v|微信號|微信帳號|微信號碼|q q|v x|w x|微信|微信号|微信号码|微信账号|微信id|微信帐号|微 信|个人微信|v信|vx|vx号|wx|wx号|weixin|薇信|威信|wechat|wechat id|we chat|weixin id|qq|qq号|qq号码|qq账号|企鹅|扣扣|扣扣号|telegram|telegram id|tg|skype|skype id|line id|line|kakaotalk|kakao|signal|discord|twitter|twitter id|instagram|ins|ig|facebook|微博|新浪微博|微博账号|抖音|抖音号|小红书|小红书号|快手号|b站|哔哩哔哩|钉钉|钉钉号|飞书|公众号|微信公众号|twitter/x|x (twitter)|x(twitter)|line帳號|line账号|微博号|b站id|v❤|v♥|💬|威信号|微信/wechat|企业微信|snapchat|tiktok|weibo|微信|微信號|threads|mastodon|viber|zalo'.split(
          '|',
        ),
    },
  ],
  read,
};
