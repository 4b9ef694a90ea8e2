import type { Span } from '../../text/span.ts';
import type { Page } from '../page.ts';
import { candidate, type Recognizer } from '../recognizer.ts';

/** Top-level domains seen in addresses of mail; others need two to four letters and no digit. */
const TLDS =
  'com|cn|net|org|edu|gov|io|me|dev|co|uk|de|fr|jp|in|hk|tw|sg|us|ca|au|eu|info|biz|ai|app|tech|xyz|cc|ac|vip|top|site|online|email|mail|name|pro|kr|ru|it|es|nl|ch|se|no|br|mx|test|example|invalid';
const PADDED_TLD = new RegExp(`\\.\\u0001*(?:${TLDS})`, 'gi');
const KNOWN_TLD = new RegExp(`\\.(?:${TLDS})`, 'gi');

/** `@` and what stands in for it; ` at ` only where a ` dot ` or a real domain follows. */
const AT =
  /@| ?艾特 ?|(?<=(?:^|[\s:])[a-z0-9][a-z0-9._-]{2,40})#(?=[a-z0-9-]{2,30}\.(?:com|cn|net|org)(?![a-z0-9/]))|[([{<] ?(?:at|@|#) ?[)\]}>]|[ _]at[ _](?=[a-z0-9-]{1,40} ?(?:[([{<] ?)?(?:dot|\.|点)(?![a-z0-9._%+-]{0,64}(?: at | ?[@([{<])))|©|®/gi;

/** Up to 64 characters before the sign (RFC 5321), dots spelled or real; matched from the sign backwards, in one pass. */
const LOCAL =
  /(?<=([A-Za-z0-9_\u00c0-\u024f](?:[A-Za-z0-9._%+\u00c0-\u024f-]|(?<=[a-z])'(?=[a-z])| ?(?:\(dot\)|\[dot\]) ?| dot ){0,63}))/iy;
const DOMAIN =
  /^[A-Za-z0-9-]{1,63}(?:(?: ?[.。·,，] ?| ?[([{<] ?(?:dot|点|\.) ?[)\]}>] ?| dot | 点 ?|点)[A-Za-z0-9-]{1,63}){0,6}/i;

function* find(page: Page) {
  let last = 0;
  for (const sign of page.text.matchAll(AT)) {
    const span = around(page.text, sign.index, sign.index + sign[0].length, last);
    if (!span) continue;
    last = span.end;
    if (isRemote(page.text, span)) continue;
    yield candidate(page, 'EMAIL', span, 'shape', normalise(page.lower.slice(span.start, span.end)), 0.9);
  }
}

/** git@github.com:owner/repository is an address of a repository. */
const isRemote = (text: string, { start, end }: Span): boolean =>
  /^(?:git|svn|hg|root|ubuntu|ec2-user)@/.test(text.slice(start, start + 10)) &&
  /^:[\w~./-]/.test(text.slice(end, end + 3));

function around(text: string, at: number, after: number, last: number): Span | undefined {
  const start = localStart(text, at, last);
  if (start === undefined) return undefined;
  const end = domainEnd(text, after);
  return end === undefined ? undefined : { start, end };
}

/** Where the local part begins; over one line break or two spaces right before the sign. */
function localStart(text: string, at: number, last: number): number | undefined {
  const before = text.slice(Math.max(last, at - 80), at);
  const gap = /[ \n]{0,2}$/.exec(before)![0].length;
  LOCAL.lastIndex = before.length - gap;
  const local = LOCAL.exec(before)?.[1];
  if (local === undefined) return undefined;
  // A colon glued to `Email` was cut already: a capital inside a local part that follows a label is the label's.
  const start = at - gap - local.length;
  // An address broken inside its local part: the line ends in a joint, or the line before holds only such a piece.
  if (text[start - 1] === '\n') {
    const piece = /(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,40}[._-]$/.exec(
      text.slice(Math.max(last, start - 42), start - 1),
    );
    if (piece) return start - 1 - piece[0].length;
  }
  return start;
}

function domainEnd(text: string, after: number): number | undefined {
  const gap = /^[ \n]{0,3}/.exec(text.slice(after, after + 3))![0].length;
  const start = after + gap;
  const rest = text.slice(start, start + 160);
  const domain = DOMAIN.exec(rest)?.[0];
  if (!domain) return undefined;
  const whole = cutAtTld(domain);
  if (whole) return start + whole.length;
  // Broken inside the domain: `exam\nple.com`, `example.\ncom`.
  const joint = /^\.?[ \t]*\n[ \t]*/.exec(rest.slice(domain.length));
  if (joint) {
    const more = DOMAIN.exec(rest.slice(domain.length + joint[0].length))?.[0] ?? '';
    const joined = cutAtTld(`${domain}${joint[0].startsWith('.') ? '.' : ''}${more}`);
    if (joined) return start + joined.length + joint[0].length - (joint[0].startsWith('.') ? 1 : 0);
  }
  const spaced =
    /^(?:[A-Za-z0-9-]{1,40} {1,2}(?:com|cn|net|org)|[A-Za-z0-9-]{1,40}\.(?:c ?o ?m|n ?e ?t|o ?r ?g|c ?n))(?![A-Za-z])/i.exec(
      rest,
    );
  return spaced ? start + spaced[0].length : undefined;
}

/** The domain up to its last plausible top level: `example.comWeb` ends before `Web`; `qq.c0m` is a scanner's `com`. */
function cutAtTld(domain: string): string | undefined {
  const dotted = domain.replace(/ ?[([{<] ?(?:dot|点|\.) ?[)\]}>] ?| dot | 点 ?|点| ?[.。·,，] ?/gi, found =>
    '.'.padEnd(found.length, '\u0001'),
  );
  // A subdomain that looks like a top level is none where a damaged `com` follows: mail.example.corn.
  const damaged = /^(?:[a-z0-9-]+[.\u0001]+)+(?:c0m|c[o0]rn)(?![a-z0-9-])/i.exec(dotted);
  if (damaged) return domain.slice(0, damaged[0].length);
  let end = 0;
  for (const found of dotted.replaceAll('\u0001', '').length === dotted.length
    ? dotted.matchAll(KNOWN_TLD)
    : spread(dotted)) {
    const stop = found.index + found[0].length;
    const next = dotted[stop] ?? '';
    const glued = /[A-Z]/.test(next) && /[a-z]/.test(dotted[stop - 1]!);
    if (!/[A-Za-z0-9-]/.test(next) || glued || /^\d{7,}/.test(dotted.slice(stop))) end = stop;
    // A real `.com` before a comma and a blank is the end: what follows is a page or another address.
    if (
      glued ||
      (end === stop &&
        domain[found.index] === '.' &&
        /^ ?[·,，] (?!(?:com|cn|net|org|edu)(?![a-z]))/i.test(domain.slice(stop)))
    )
      break;
  }
  if (end > 0) return domain.slice(0, end);
  const any = /^(?:[a-z0-9-]+[.\u0001]+)+(?:c0m|corn|c[o0]rn|[a-z]{2,6})(?![a-z0-9-])/i.exec(dotted);
  return any ? domain.slice(0, any[0].length) : undefined;
}

function* spread(dotted: string): Iterable<{ index: number; 0: string }> {
  for (const found of dotted.matchAll(PADDED_TLD)) yield { index: found.index, 0: found[0] };
}

/** Lower case, one `@`, real dots, no spaces. */
export const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ ?[([{<] ?dot ?[)\]}>] ?| dot |点/g, '.')
    .replace(/ ?[([{<] ?(?:at|@|#) ?[)\]}>] ?|[ _]at[ _]| ?艾特 ?|#|©|®/g, '@')
    .replace(/[。，,·]/g, '.')
    .replace(/\s+/g, '');

export const email: Recognizer = {
  labels: [
    {
      type: 'EMAIL',
      labels:
        'email|e-mail|e mail|emai1|e-mai1|ernail|e-rnail|emall|mail|emailaddress|email address|e-mail address|邮箱|电子邮箱|电子邮件|邮件|邮箱地址|邮件地址|电邮|联系邮箱|个人邮箱|常用邮箱|qq邮箱|qq 邮箱|信箱|電郵|電子郵件|郵箱|信箱|e|✉|📧|✎|📩|📨|由箱|邮籍|이메일|メール|メールアドレス|correo|correo electrónico|courriel|エメール|почта|电子信箱|電子信箱|電郵地址'.split(
          '|',
        ),
    },
  ],
  read: (page, field) => {
    const room = page.text.slice(field.value.start, Math.min(field.value.end, field.value.start + 120));
    const split = /^[A-Za-z0-9._-]{2,20} (?=[A-Za-z0-9._-]{2,30}@[A-Za-z0-9-]+\.[A-Za-z]{2,4})/.exec(room);
    if (split && field.bond === 'colon') {
      const end = domainEnd(page.text, field.value.start + room.indexOf('@') + 1);
      if (end !== undefined)
        return [
          candidate(
            page,
            'EMAIL',
            { start: field.value.start, end },
            'label',
            normalise(page.lower.slice(field.value.start, end)),
          ),
        ];
    }
    if (/@|©|®|[([{<] ?at ?[)\]}>]| at /i.test(room) && !/^\S{0,40}$/.test(room)) return [];
    // Behind its label an address may have lost its sign altogether: `lin.zhiyuanqq.com`, `linQexample.com`.
    const found =
      /^[A-Za-z0-9][A-Za-z0-9._%+@#©®()[\]-]{2,60}\.(?:com|cn|net|org|io|edu|c0m|corn)(?![A-Za-z0-9])/i.exec(room);
    if (!found) return [];
    const span = { start: field.value.start, end: field.value.start + found[0].length };
    return [candidate(page, 'EMAIL', span, 'label', normalise(found[0]))];
  },
  find,
};
