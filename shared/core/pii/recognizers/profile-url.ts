import type { Span } from '../../text/span.ts';
import { isWordCode, lineAt, type Page } from '../page.ts';
import { candidate, type Recognizer } from '../recognizer.ts';
import type { Candidate } from '../types.ts';

/** A URL with or without scheme; the host has a known ending, so that `Node.js` and `e.g.` are none. */
const URL =
  /(?<![@A-Za-z0-9.\-_])(?:https?:\/\/[A-Za-z0-9][^\s,，。；;、|<>"'()（）【】\u4e00-\u9fff\uFFFC]{2,300}|(?:www\.)?[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,40}){0,3}\.(?:com|cn|net|org|io|me|dev|co|cc|ai|app|tech|xyz|info|site|top|im|link|page|design|studio|blog|space|art|cloud|codes|online|example|kr|ca|au|nl|ch|se|eu|nz|uk|de|fr|hk|tw|sg|in|jp)(?![A-Za-z0-9@-])(?:\/[^\s,，。；;、|<>"'()（）【】\u4e00-\u9fff\uFFFC]{0,200})?)/gi;

const URL_FIRST = new RegExp(`^${URL.source.slice(URL.source.indexOf('(?:https'))}`, 'i');

/** Hosts on which the path names a person; the group is that person's part, present or the URL is none. */
const PROFILES: readonly RegExp[] = [
  /(?:^|\.)linkedin\.(?:com|cn)\/(?:in|pub|profile)\/[^/]+/,
  /(?:^|\.)(?:gitee\.com|gitlab\.com|bitbucket\.org|codepen\.io|behance\.net|dribbble\.com|hackerrank\.com|instagram\.com|facebook\.com|twitter\.com|x\.com|weibo\.com|t\.me|telegram\.me|huggingface\.co|kaggle\.com|dev\.to|hashnode\.com|about\.me|cnblogs\.com|blog\.csdn\.net|pinterest\.com|topcoder\.com|codechef\.com|leetcode\.com|soundcloud\.com|patreon\.com|keybase\.io|angel\.co|wellfound\.com|read\.cv|linktr\.ee|wa\.me|line\.me|vk\.com|calendly\.com|okjike\.com|coding\.net|fiverr\.com|ko-fi\.com|twitch\.tv|unsplash\.com|gravatar\.com|xing\.com)\/@?[^/]+/,
  /(?:^|\.)(?:medium\.com|youtube\.com|tiktok\.com|douyin\.com|mastodon\.social|threads\.net)\/(?:@|user\/|channel\/|c\/)[^/]+/,
  /(?:^|\.)(?:zhihu\.com\/(?:people|org)|juejin\.(?:cn|im)\/user|jianshu\.com\/u|segmentfault\.com\/u|leetcode\.cn\/u|leetcode-cn\.com\/u|bilibili\.com|space\.bilibili\.com|weibo\.com\/u|v2ex\.com\/member|stackoverflow\.com\/users|stackexchange\.com\/users|codeforces\.com\/profile|researchgate\.net\/profile|orcid\.org|npmjs\.com\/~|pypi\.org\/user|hub\.docker\.com\/u|xing\.com\/profile|douban\.com\/people|nowcoder\.com\/(?:users|profile)|luogu\.com\.cn\/user|acwing\.com\/user|oschina\.net\/u|my\.oschina\.net|infoq\.cn\/u|sspai\.com\/u|xiaohongshu\.com\/user|maimai\.cn\/profile|dblp\.org\/pid|credly\.com\/users|upwork\.com\/freelancers|topcoder\.com\/members|51cto\.com|ted\.com\/profiles|mp\.csdn\.net)\/?[^/]+/,
  /scholar\.google\.[a-z.]+\/citations\?.*user=/,
  /qm\.qq\.com\/|user\.qzone\.qq\.com\/\d+/,
  /^[a-z0-9-]+\.(?:github\.io|gitee\.io|gitlab\.io|vercel\.app|netlify\.app|pages\.dev|wordpress\.com|blogspot\.com|hashnode\.dev|medium\.com|substack\.com|notion\.site|tumblr\.com|wixsite\.com|weebly\.com|carrd\.co|webflow\.io|herokuapp\.com|surge\.sh|bearblog\.dev|framer\.website|artstation\.com)/,
  /^(?:www\.)?[a-z0-9-]+\.(?:me|name|bio|page|im)(?:\/|$)/,
  /^(?:blog|portfolio|resume|cv|homepage|about)\.[a-z0-9-]+\.[a-z]{2,}/,
  /^[a-z0-9.-]+\.(?:edu|ac)(?:\.[a-z]{2})?\/~[a-z]/,
  /^[a-z0-9.-]+\/(?:~|people\/|resume|cv(?:$|\/|\.)|portfolio|about-?me)/,
];

/** Organisations on code hosts whose repositories say nothing about the candidate. */
const ORGANISATIONS = new Set(
  'apache kubernetes kubernetes-sigs google googleapis microsoft facebook meta facebookresearch pytorch tensorflow vuejs angular nodejs golang rust-lang python django spring-projects alibaba tencent bytedance baidu huawei-noah apolloconfig elastic redis mysql mongodb docker moby prometheus grafana etcd-io envoyproxy istio hashicorp aws awslabs aws-samples azure openai anthropics huggingface langchain-ai vllm-project nvidia intel opencv paddlepaddle dubbo rocketmq nacos-group seata ant-design umijs vitejs webpack babel eslint prettier jquery twbs laravel rails ruby php torvalds linux netty grpc protocolbuffers cncf github gitlab-org features topics about pricing explore marketplace orgs sponsors collections trending settings login mozilla chromium electron flutter dart-lang denoland vercel tailwindlabs reduxjs apollographql graphql prisma nestjs expressjs fastify pingcap tikv clickhouse flink hadoop spark pandas-dev numpy scipy scikit-learn matplotlib jupyter qwenlm deepseek-ai meituan didi xiaomi netflix uber airbnb linkedin twitter square spotify shopify stripe'.split(
    ' ',
  ),
);

/** What every URL holds; far rarer than the signs one may begin with. */
const ANCHOR = /[A-Za-z0-9]\.[A-Za-z]|:\/\//g;
const OUTSIDE = /[\s,，。；;、|<>"'()（）【】\u4e00-\u9fff\uFFFC]/;

/** Runs of signs that a URL may consist of, with the sign before, around each anchor. */
function* runsWithUrls(text: string): Iterable<Span> {
  let last = 0;
  for (const { index } of text.matchAll(ANCHOR)) {
    if (index < last) continue;
    let [start, end] = [index, index];
    while (start > last && !OUTSIDE.test(text[start - 1]!)) start--;
    while (end < text.length && !OUTSIDE.test(text[end]!)) end++;
    yield { start: Math.max(0, start - 1), end };
    last = end;
  }
}

function* find(page: Page) {
  for (const run of runsWithUrls(page.text))
    for (const found of page.text.slice(run.start, run.end).matchAll(URL)) {
      const start = run.start + found.index;
      const span = { start, end: start + withoutTail(found[0]) };
      const bare = page.lower
        .slice(span.start, span.end)
        .replace(/^https?:\/\//, '')
        .replace(/^www\./, '');
      if (isProfile(bare)) yield candidate(page, 'PROFILE_URL', span, 'shape', bare.replace(/\/$/, ''), 0.9);
      else if (span.start < page.headerEnd && ownSite(page, span, bare))
        yield candidate(page, 'PROFILE_URL', span, 'shape', bare.replace(/\/$/, ''));
    }
}

function* findAll(page: Page): Iterable<Candidate> {
  yield* find(page);
  for (const found of page.lower.slice(0, page.headerEnd).matchAll(LINKED))
    yield candidate(page, 'PROFILE_URL', { start: found.index, end: found.index + found[0].length }, 'shape', found[0]);
}

/** Full stops and colons at the end belong to the sentence; a capitalised label glued behind belongs to itself. */
function withoutTail(url: string): number {
  const glued =
    /(?:com|cn|net|org|io|me|dev|[a-z0-9]{3})(?=(?:Email|E-mail|Phone|Mobile|Tel|GitHub|LinkedIn|Address|Web|Blog|WeChat)\s?:)/.exec(
      url,
    );
  return (glued ? url.slice(0, glued.index + glued[0].length) : url).replace(/[.:!?*·…]+$/, '').length;
}

/** in/marisol-everhart, what an icon of LinkedIn leaves behind. */
const LINKED = /(?<![A-Za-z0-9/.])in\/[a-z][a-z0-9]*-[a-z0-9-]{2,60}/g;

const PAPERS = /^(?:dx\.)?doi\.org\/|^arxiv\.org\//;

export function isProfile(bare: string): boolean {
  if (PAPERS.test(bare)) return false;
  const github = /^(?:gist\.)?github\.com\/([a-z0-9-]+)\/?([^/?#]*)(\/.+)?$/.exec(bare);
  if (github) {
    if (ORGANISATIONS.has(github[1]!)) return false;
    // owner/repository/pull/123 and …/commit/… is work in somebody's project, seldom the candidate's own page.
    return !/^\/(?:pull|pulls|commit|commits|issues|releases|compare|actions)(?:\/|$)/.test(github[3] ?? '');
  }
  const owner = /^(?:gitee|gitlab|huggingface|bitbucket)\.[a-z]+\/([^/]+)/.exec(bare)?.[1];
  if (owner && (ORGANISATIONS.has(owner) || /^(?:docs|models|datasets|spaces|explore|papers|blog)$/.test(owner)))
    return false;
  return PROFILES.some(profile => profile.test(bare));
}

/** In the header, on a line with a contact or right below one, a site is the candidate's own. */
function ownSite(page: Page, span: Span, bare: string): boolean {
  const index = lineAt(page.lines, span.start);
  const from = Math.max(page.lines[Math.max(0, index - 1)]!.start, span.start - 300);
  const around =
    page.text.slice(from, span.start) + page.text.slice(span.end, Math.min(page.lines[index]!.end, span.end + 300));
  if (index > 8 || !/[@\uFFFC]|\d{3}[ -]?\d{4}/.test(around)) return false;
  if (/(?:公司|官网|company|employer|product)[^\n]{0,6}$/i.test(page.text.slice(from, span.start))) return false;
  return !NOT_OWN.test(bare);
}

/** Names of software with a dot, documentation and papers. */
const NOT_OWN =
  /^(?:[a-z0-9.]+\.(?:js|net|io)(?:$|[ ,])|(?:node|vue|next|asp|d3|socket)\.|docs?\.|(?:dx\.)?doi\.org|arxiv\.org|github\.com|gitlab\.com|[a-z.]*(?:pytorch|tensorflow|kubernetes|apache|spring|python|nodejs|mozilla|wikipedia|google|microsoft)\.(?:org|io|com))/;

export const profileUrl: Recognizer = {
  labels: [
    {
      type: 'PROFILE_URL',
      labels:
        'github|gitee|gitlab|linkedin|linked in|领英|github主页|github地址|github账号|github链接|github id|个人主页|个人网站|个人站点|个人博客|博客|技术博客|博客地址|csdn|csdn博客|知乎|知乎主页|知乎专栏|掘金|简书|博客园|作品集|作品链接|作品地址|在线简历|简历链接|主页|网站|网址|blog|website|web site|web|homepage|home page|personal site|personal website|portfolio|url|stack overflow|stackoverflow|leetcode|力扣|kaggle|hugging face|huggingface|google scholar|orcid|medium|behance|dribbble|個人網站|部落格|作品集'.split(
          '|',
        ),
    },
  ],
  read: (page, field) => {
    const { start } = field.value;
    const room = page.text.slice(start, Math.min(field.value.end, start + 300));
    const found = URL_FIRST.exec(room);
    if (found) {
      const end = start + withoutTail(found[0]);
      const bare = page.lower
        .slice(start, end)
        .replace(/^https?:\/\//, '')
        .replace(/^www\./, '')
        .replace(/\/$/, '');
      if (/^github\.com\//.test(bare) && !isProfile(bare)) return [];
      return [candidate(page, 'PROFILE_URL', { start, end }, 'label', bare)];
    }
    // `GitHub: linzy`, `LinkedIn: in/marisol-everhart`: the handle alone, behind a colon only.
    if ((field.bond !== 'colon' && page.text[start] !== '@') || start > page.headerEnd + 400) return [];
    const handle =
      /^@?(?:in\/|\/in\/|people\/|u\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]|\/(?=[A-Za-z0-9])){1,60}(?=$|[\s,，;；|/)）。、·\uFFFC])/.exec(
        room,
      );
    if (!handle || NO_HANDLE.test(handle[0]) || isWordCode(room.charCodeAt(handle[0].length))) return [];
    const after = room.slice(handle[0].length);
    if (/^ [a-z]{2,} [a-z]{2,}/i.test(after)) return [];
    return [
      candidate(
        page,
        'PROFILE_URL',
        { start, end: start + handle[0].length },
        'label',
        handle[0].toLowerCase().replace(/^@/, ''),
      ),
    ];
  },
  find: findAll,
};

const NO_HANDLE = /^(?:http|https|www|github|actions|copilot|pages|react|vue|n\/?a|none|available|see|link|and|the)$/i;
