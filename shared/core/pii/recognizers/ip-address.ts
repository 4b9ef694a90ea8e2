import type { Span } from '../../text/span.ts';
import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';

const PART = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const V4 = new RegExp(`(?<![0-9A-Za-z.])(?:${PART}\\.){3}${PART}(?![0-9A-Za-z]|\\.\\d)`);
const SPACED_V4 = new RegExp(`(?:${PART} ?\\. ?){3}${PART}(?![0-9])`, 'y');
const V6 =
  /(?<![0-9A-Za-z.]|[0-9A-Fa-f:]:)(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}|::[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})(?![0-9A-Za-z:])/gi;

/** Words before four numbers that make them a version. */
const VERSION =
  /(?:version|release|build|firmware|ver\.?|版本(?:号)?|固件|v|内核|升级到?|chrome|windows|office|sdk|oracle|驱动|ios|android)[ :：/-]{0,3}$/i;
/** Words before them that make them an address of a host. */
const HOST = /(?:ip|host|server|ssh|ping|地址|服务器|主机|网关|addr(?:ess)?|login|登录)[^\n]{0,12}$/i;

/**
 * Four small numbers are as often a version (15.2.0.1, 3.10.12.0) as an address. Without a word before them, an address
 * has a part over 99 in its first half or belongs to the private ranges.
 */
function* find(page: Page) {
  for (const chain of page.numbers)
    for (let first = 0; first + 3 < chain.length; first++) {
      if (chain[first + 1]!.gap !== '.' || chain[first + 2]!.gap !== '.' || chain[first + 3]!.gap !== '.') continue;
      const span = { start: chain[first]!.start, end: chain[first + 3]!.end };
      if (isHost(page, span)) yield candidate(page, 'IP_ADDRESS', span, 'shape', page.text.slice(span.start, span.end));
      first += 3;
    }
  if (!holdsHexColon(page.text)) return;
  for (const found of page.text.matchAll(V6)) {
    if (!/[a-f]/i.test(found[0]) && found[0].split(':').length < 6 && !found[0].includes('::')) continue;
    if (!/\d/.test(found[0]) && !found[0].includes('::')) continue;
    if (found[0].length < 6) continue;
    yield candidate(
      page,
      'IP_ADDRESS',
      { start: found.index, end: found.index + found[0].length },
      'shape',
      found[0].toLowerCase(),
    );
  }
}

/** A colon between hexadecimal digits or colons, as every IPv6 address has one. */
function holdsHexColon(text: string): boolean {
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1))
    if (/^[0-9A-Fa-f:]?:[0-9A-Fa-f:]/.test(text.slice(at - 1, at + 2))) return true;
  return false;
}

function isHost(page: Page, { start, end }: Span): boolean {
  const around = page.text.slice(Math.max(0, start - 1), end + 2);
  if (!V4.test(around)) return false;
  const before = page.text.slice(Math.max(0, start - 24), start);
  if (/^ ?(?:版本|版|release|build|升级|发布)/i.test(page.text.slice(end, end + 8))) return false;
  if (isPlan(page.text, start, end)) return false;
  return HOST.test(before) || (!VERSION.test(before) && looksRoutable(page.text.slice(start, end)));
}

/** A range (10.0.0.0/8), the net itself (10.1.0.0), a mask, the loopback: plans of networks name no person's machine. */
const isPlan = (text: string, start: number, end: number): boolean =>
  /^ ?\/ ?\d{1,2}(?!\d)/.test(text.slice(end, end + 5)) ||
  /\/ ?\d{0,2}$/.test(text.slice(Math.max(0, start - 3), start)) ||
  /^(?:127\.|0\.|255\.|22[4-9]\.|23\d\.)|\.0\.0$|\.0$|^(?:8\.8\.|114\.114\.|1\.1\.1\.)/.test(text.slice(start, end));

function looksRoutable(address: string): boolean {
  const parts = address.split('.').map(Number);
  if (parts[0] === 0) return false;
  return parts[0] === 10 || parts[0]! > 99 || parts.filter(part => part > 99).length >= 2;
}

export const ipAddress: Recognizer = {
  labels: [
    {
      type: 'IP_ADDRESS',
      labels: ['ip', 'ip地址', 'ip 地址', 'ip address', 'ipv4', 'ipv6', 'login ip', '登录ip', '服务器ip'],
    },
  ],
  read: (page, field) => {
    const span = matchAt(SPACED_V4, page.text, field.value.start);
    return span
      ? [candidate(page, 'IP_ADDRESS', span, 'label', page.text.slice(span.start, span.end).replace(/ /g, ''))]
      : [];
  },
  find,
};
