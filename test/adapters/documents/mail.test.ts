import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToText } from '../../../shared/adapters/documents/html.ts';
import { DEFAULT_LIMITS, limitsOf } from '../../../shared/adapters/documents/index.ts';
import { readMail } from '../../../shared/adapters/documents/mail.ts';
import { mailFacts } from '../../../shared/adapters/documents/mail-facts.ts';
import { headerFields } from '../../../shared/adapters/documents/mail-header.ts';
import { attachment, mail, nestedMail, plainMail } from '../../hostile/make/mail.ts';

const open = (bytes: Uint8Array) => readMail(bytes, DEFAULT_LIMITS);
const names = async (bytes: Uint8Array) => (await open(bytes)).attachments.map(({ name }) => name);
const header = (...lines: string[]) => Buffer.from([...lines, '', 'body'].join('\r\n'), 'latin1');
const pdf = Buffer.from('%PDF-1.7 …');
const long = 'Backend engineer with nine years of experience in event-driven services. '.repeat(5);

describe('the documents of a mail', () => {
  test('are its attachments, in order', async () => {
    expect(
      await names(mail([{ type: 'text/plain', body: long }, attachment('a.pdf', pdf), attachment('b.docx', pdf)])),
    ).toEqual(['a.pdf', 'b.docx']);
  });
  test('keep their bytes', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i % 256);
    expect((await open(mail([attachment('a.bin', bytes)]))).attachments[0]!.bytes).toEqual(bytes);
  });
  test('are named by RFC 2231 and by encoded words', async () => {
    const named = (disposition: string) =>
      mail([{ type: 'application/pdf', body: pdf, headers: [`Content-Disposition: ${disposition}`] }]);
    expect(await names(named("attachment; filename*=utf-8''%E7%AE%80%E5%8E%86.pdf"))).toEqual(['简历.pdf']);
    expect(await names(named("attachment; filename*0*=utf-8''%E7%AE; filename*1*=%80%E5%8E%86.pdf"))).toEqual([
      '简历.pdf',
    ]);
    expect(await names(named('attachment; filename="=?gb2312?B?vPLA+i5wZGY=?="'))).toEqual(['简历.pdf']);
  });
  test('leave out logos, signatures, keys and invitations, which are counted', async () => {
    const logo = {
      type: 'image/png',
      body: Buffer.alloc(900, 1),
      headers: ['Content-Disposition: inline', 'Content-ID: <logo@x>'],
    };
    const { attachments, facts } = await open(
      mail([
        attachment('cv.pdf', pdf),
        logo,
        attachment('smime.p7s', pdf, 'application/pkcs7-signature'),
        attachment('invite.ics', pdf, 'text/calendar'),
      ]),
    );
    expect(attachments.map(({ name }) => name)).toEqual(['cv.pdf']);
    expect(facts.leftOut).toBe(3);
  });
  test('hold a photographed page, which is too large for a logo', async () => {
    const page = {
      type: 'image/jpeg',
      body: Buffer.alloc(200_000, 1),
      headers: ['Content-Disposition: inline; filename="page.jpg"', 'Content-ID: <1@x>'],
    };
    expect(await names(mail([page]))).toEqual(['page.jpg']);
  });
  test('come out of mails within the mail', async () => {
    const { attachments, facts } = await open(nestedMail(4, attachment('deep.pdf', pdf)));
    expect(attachments.map(({ name }) => name)).toEqual(['deep.pdf']);
    expect(facts.nested).toBe(3);
    await expect(
      readMail(nestedMail(4, attachment('deep.pdf', pdf)), limitsOf({ mailDepth: 3 })),
    ).rejects.toMatchObject({ code: 'MAIL_TOO_DEEP' });
  });
  test('are the body when there is nothing else, and it is long enough', async () => {
    const { attachments, facts } = await open(plainMail(long));
    expect(Buffer.from(attachments[0]!.bytes).toString().trim()).toBe(long.trim());
    expect(facts.bodyUsed).toBe(true);
    await expect(open(plainMail('Please find my résumé attached.'))).rejects.toMatchObject({
      code: 'NO_DOCUMENT_IN_MAIL',
    });
  });
  test('are the body in HTML as text', async () => {
    const html = `<html><body><h1>Jordan Sample</h1><p>${long}</p><script>steal()</script></body></html>`;
    const bytes = Buffer.from(
      `From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
    );
    const text = Buffer.from((await open(bytes)).attachments[0]!.bytes).toString();
    expect(text).toContain('Jordan Sample');
    expect(text).not.toContain('<p>');
  });
  test('a body under the wrong label is decoded by what it looks like', async () => {
    const text = '示例简历：后端工程师，八年研发经验，熟悉高并发系统。'.repeat(5);
    const body = Buffer.from(text, 'utf8');
    const { attachments } = await open(plainMail(body, [], 'us-ascii'));
    expect(Buffer.from(attachments[0]!.bytes).toString().trim().length).toBeGreaterThan(0);
    const wrong = await open(plainMail(Buffer.from('Müller, café, naïve. '.repeat(20), 'latin1'), [], 'utf-8'));
    expect(Buffer.from(wrong.attachments[0]!.bytes).toString()).toContain('Müller, café, naïve.');
  });
});

describe('who sent it, and what the receiving server found', () => {
  const SES = [
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: FAIL',
    'Authentication-Results: amazonses.com; spf=pass (spfCheck: dkim=fail) smtp.mailfrom=x; dkim=pass header.i=@example.com; dmarc=none',
  ];
  test('the first verdicts count: a sender may add others below', () => {
    const facts = mailFacts(
      header(...SES, 'X-SES-Virus-Verdict: PASS', 'Authentication-Results: evil; dmarc=pass', 'From: a@example.com'),
    );
    expect(facts).toMatchObject({
      spam: 'pass',
      virus: 'fail',
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'unknown',
      senderVerified: true,
    });
  });
  test.each([
    ['plain', ['From: a@example.com'], 'a@example.com'],
    ['with a name', ['From: Jordan Sample <a@example.com>'], 'a@example.com'],
    ['an address in the name', ['From: "boss@example.org" <a@example.com>'], 'a@example.com'],
    ['an address in an encoded word', ['From: =?utf-8?q?boss=40example.org=3E?= <a@example.com>'], 'a@example.com'],
    ['an address in a comment', ['From: a@example.com (boss@example.org)'], 'a@example.com'],
    ['two fields', ['From: a@example.com', 'From: b@example.com'], 'a@example.com'],
    [
      'a mark before the first',
      ['Subject: x', '\xEF\xBB\xBFFrom: b@example.com', 'From: a@example.com'],
      'a@example.com',
    ],
    [
      'a no-break space before the first',
      ['Subject: x', '\xA0From: b@example.com', 'From: a@example.com'],
      'a@example.com',
    ],
    ['blanks before the colon', ['Subject: x', 'From : b@example.com', 'From: a@example.com'], 'a@example.com'],
    ['folded', ['From: Jordan', ' <a@example.com>'], 'a@example.com'],
    ['none', ['Subject: x'], undefined],
    ['no address', ['From: undisclosed'], undefined],
  ])('the sender: %s', (_, lines, sender) => expect(mailFacts(header(...lines)).sender).toBe(sender));

  test.each([
    ['two senders', ['From: a@example.com', 'From: b@example.com']],
    ['two addresses', ['From: a@example.com, b@example.com']],
  ])('%s are never verified', (_, lines) =>
    expect(mailFacts(header('Authentication-Results: x; dmarc=pass', ...lines)).senderVerified).toBe(false),
  );

  test('the recipients are whom the server took it for, then those that are named', () => {
    const facts = mailFacts(
      header('Received: from x by y for jobs@example.org; Mon', 'To: Team <hr@example.org>', 'Cc: c@example.org'),
    );
    expect(facts.recipients).toEqual(['jobs@example.org', 'hr@example.org', 'c@example.org']);
  });
  test('no value holds a line end', () => {
    for (const { value } of headerFields(header('Subject: a', ' b', '\tc\0d'))) expect(value).not.toMatch(/[\r\n\0]/);
  });
});

describe('HTML as text', () => {
  test.each([
    ['<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['a<br>b<BR/>c', 'a\nb\nc'],
    ['<style>p{}</style>x<script>alert(1)</script>y', 'xy'],
    ['<!-- hidden <b>x</b> -->seen', 'seen'],
    ['5 < 6 &amp; 7 &gt; 2 &#x4F60;&#22909; &nosuch;', '5 < 6 & 7 > 2 你好 &nosuch;'],
    ['<table><tr><td>姓名<td>张示例</tr></table>', '姓名\t张示例'],
    ['<div style="a>b">x</div>', 'b">x'],
    ['text <b', 'text'],
    ['<script>never closed', ''],
    ['', ''],
  ])('%j is %j', (html, text) => expect(htmlToText(html)).toBe(text));

  test('any string is survived in linear time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '!', '-', '/', 'p', 'script', '&', '#', ';', ' ', 'x') }),
        html => {
          expect(typeof htmlToText(html)).toBe('string');
        },
      ),
      { numRuns: 2000 },
    );
    for (const piece of ['<', '<script>', '<!--', '</', '&#', '<p></script ', '<style></style>'])
      expect(typeof htmlToText(piece.repeat(50_000))).toBe('string');
  });
});
