/** Documents whose every personal value is a canary: it occurs nowhere else, so that finding it anywhere is a leak. */
export interface Letter {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** Documents that it becomes. */
  readonly documents: number;
  readonly canaries: readonly string[];
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜';
const GIVEN = '若溪晚晴景行知意云舒星河以宁初夏书瑶子墨清和思远沐阳语桐承泽安然';

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly mail: string;
  readonly wechat: string;
}

/** All different: the number is part of every value. The name has three characters drawn by it. */
export function person(i: number): Person {
  const letter = (n: number): string => String.fromCharCode(97 + (n % 26));
  const tag = `${letter(i)}${letter(i / 26)}${letter(i / 676)}q${i}`;
  return {
    name: SURNAMES[i % 30]! + GIVEN[Math.floor(i / 30) % 30]! + GIVEN[Math.floor(i / 900 + i) % 30]!,
    phone: `139${String(40_000_000 + i * 7919).padStart(8, '0')}`,
    mail: `canary.${tag}@example.com`,
    wechat: `wx_canary_${tag}`,
  };
}

const canariesOf = ({ phone, mail, wechat }: Person): string[] => [phone, mail, mail.split('@')[0]!, wechat];

const resumeOf = (i: number, { name, phone, mail, wechat }: Person): string => `${name}
女 | 26岁 | 4年经验
电话：${phone}  邮箱：${mail}  微信：${wechat}
工作经历
苏州示例装备有限公司 - 后端工程师 2019-07 ~ 2022-05
· 负责编号 ${i} 的任务编排，请联系 ${name} 或 ${mail}
教育背景
江苏示范大学 - 软件工程 - 本科 2015-09 ~ 2019-06
`;

export function uploadOf(i: number): Letter {
  const one = person(i);
  return {
    key: `intake/rehearsal/${i}.txt`,
    bytes: Buffer.from(resumeOf(i, one)),
    documents: 1,
    canaries: canariesOf(one),
  };
}

/** A mail whose sender, subject, file name and body are canaries as well. */
export function mailOf(i: number): Letter {
  const [one, sender] = [person(i), person(i + 100_000)];
  const word = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
  const lines = [
    `From: ${word(sender.name)} <${sender.mail}>`,
    'To: jobs@example.org',
    `Subject: ${word(`应聘 ${one.wechat}`)}`,
    `Message-ID: <${sender.wechat}@example.com>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Please find it attached. ${sender.phone}`,
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Disposition: attachment; filename="${one.wechat}.txt"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(resumeOf(i, one)).toString('base64'),
    '--b--',
    '',
  ];
  return {
    key: `mail/rehearsal-${i}`,
    bytes: Buffer.from(lines.join('\r\n')),
    documents: 1,
    canaries: [...canariesOf(one), ...canariesOf(sender)],
  };
}

/** A canary as it is, and as a careless program might pass it on. */
export const formsOf = (canary: string): string[] => [
  canary,
  encodeURIComponent(canary),
  Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -1),
  Buffer.from(canary).toString('hex'),
];
