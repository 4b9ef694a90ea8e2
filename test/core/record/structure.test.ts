import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { structure } from '../../../shared/core/record/index.ts';
import { asRedacted } from '../../../shared/core/text/brand.ts';

const read = (text: string, asOf?: string) => structure({ text: asRedacted(text), ...(asOf && { asOf }) });

/**
 * The stamped sample after its stamp and its contacts are gone; an invented résumé that came with the project, copied
 * from the material's `watermarked.zh.truth.txt` with the three header lines redacted by hand.
 */
const stamped = readFileSync(new URL('stamped.zh.redacted.txt', import.meta.url), 'utf8');

describe('the stamped sample', () => {
  const { profile, provenance, notes, languages } = read(stamped, '2026-01-01');

  it('gives its entries with their dates', () => {
    expect(profile.work.map(({ name, position, startDate, endDate }) => [name, position, startDate, endDate])).toEqual([
      ['苏州示例智能装备有限公司', '后端开发工程师', '2021-07', '2024-05'],
      ['南通样例软件', '后端开发实习生', '2020-09', '2021-01'],
      ['杭州范例信息科技有限公司', '测试实习生', '2020-03', '2020-06'],
    ]);
    expect(profile.projects.map(({ name, roles, startDate, endDate }) => [name, roles, startDate, endDate])).toEqual([
      ['仓储机器人调度与路径规划平台', ['后端负责人'], '2023-03', '2023-11'],
      ['设备巡检知识库', ['后端开发'], '2022-01', '2022-12'],
    ]);
    expect(profile.education).toEqual([
      {
        institution: '江苏示范大学',
        area: '物流工程',
        studyType: '本科',
        startDate: '2016-09',
        endDate: '2020-06',
        courses: [],
      },
    ]);
    expect(profile.extension.education[0]).toMatchObject({
      level: 'bachelor',
      highlights: ['机器人社团负责人', '校级优秀毕业设计'],
    });
    expect(profile.extension.work.map(({ internship }) => internship)).toEqual([false, true, true]);
  });

  it('gives its skills, those of the 技术栈 lines as well', () => {
    const skills = profile.skills.flatMap(({ keywords }) => keywords);
    for (const skill of [
      'Kotlin',
      'Debian',
      'Bash',
      'C',
      'C++',
      'Spring',
      'Project Reactor',
      'Testcontainers',
      'Gurobi',
      'Kafka',
      'Vitess-Operator',
      'protobuf',
      'Kubernetes',
      'gRPC',
      'TimescaleDB',
      'MySQL',
      'BM25',
    ])
      expect(skills).toContain(skill);
    expect(new Set(skills.map(skill => skill.toLowerCase())).size).toBe(skills.length);
  });

  it('joins broken lines, keeps STAR labels inside, and holds no contact', () => {
    expect(profile.projects[0]!.highlights).toHaveLength(12);
    expect(profile.projects[0]!.highlights).toContain('平台接管四类搬运车辆的调度，3K个任务平均完成率96%（基线:81%）');
    expect(profile.work[0]!.highlights).toHaveLength(7);
    expect(JSON.stringify(profile)).not.toMatch(/\[[A-Z_]+_\d+\]/);
    expect(notes).toEqual([]);
    expect(languages).toEqual(['zh']);
    expect(provenance['/work/0/name']).toMatchObject({
      spans: [[stamped.indexOf('苏州示例'), stamped.indexOf('苏州示例') + 12]],
    });
  });
});

describe('orders and separators', () => {
  it.each([
    ['工作经历\n样例公司 - 会计 2019.03-2020.05\n- 负责报表', ['样例公司', '会计', '2019-03', '2020-05']],
    ['工作经历\n2019.03-2020.05  样例公司  会计\n- 负责报表', ['样例公司', '会计', '2019-03', '2020-05']],
    ['工作经历\n会计 | 样例公司 | 2019.03-2020.05\n- 负责报表', ['样例公司', '会计', '2019-03', '2020-05']],
    [
      '工作经历\n样例科技有限公司高级工程师\n2019.03-2020.05\n负责报表。',
      ['样例科技有限公司', '高级工程师', '2019-03', '2020-05'],
    ],
    ['工作经历\n单位：样例公司  岗位：会计  时间：2019.03-2020.05', ['样例公司', '会计', '2019-03', '2020-05']],
    [
      'Experience\nBrightwater\nData Analyst\nMar 2019 - May 2020\n• Built it',
      ['Brightwater', 'Data Analyst', '2019-03', '2020-05'],
    ],
    [
      'Experience\nData Analyst, Brightwater, Boston, MA (Mar 2019 - May 2020)\n• Built it',
      ['Brightwater', 'Data Analyst', '2019-03', '2020-05'],
    ],
    [
      'Experience\nMar 2019 - May 2020: Data Analyst at Brightwater\n• Built it',
      ['Brightwater', 'Data Analyst', '2019-03', '2020-05'],
    ],
    ['样例科技有限公司  会计  2019.03-2020.05\n- 负责报表', ['样例科技有限公司', '会计', '2019-03', '2020-05']],
  ])('%j', (text, [name, position, startDate, endDate]) => {
    expect(read(text).profile.work).toMatchObject([{ name, position, startDate, endDate }]);
  });

  it('gives several roles below one employer each its employer', () => {
    const { work } = read(
      'Experience\nBrightwater Labs\nSenior Engineer\t2018-01 – 2020-02\n• Led it\nEngineer\t2015-03 – 2017-12\n• Built it',
    ).profile;
    expect(work).toMatchObject([
      { name: 'Brightwater Labs', position: 'Senior Engineer', startDate: '2018-01', endDate: '2020-02' },
      { name: 'Brightwater Labs', position: 'Engineer', startDate: '2015-03', endDate: '2017-12' },
    ]);
  });

  it.each([
    ['教育背景\n江南样例大学 计算机科学与技术 硕士 2015.09-2018.06', ['江南样例大学', '计算机科学与技术', '硕士']],
    ['教育背景\n江南样例大学计算机科学与技术硕士\n2015.09-2018.06', ['江南样例大学', '计算机科学与技术', '硕士']],
    ['教育背景\n时间 学校 专业 学历\n2015.09-2018.06 江南样例大学 软件工程 硕士', ['江南样例大学', '软件工程', '硕士']],
    ['教育背景\n江南样例大学，软件工程（硕士），2015.09-2018.06', ['江南样例大学', '软件工程', '硕士']],
    [
      'Education\nM.S. Computer Science, Cascade State University\n2015-09 – 2018-06',
      ['Cascade State University', 'Computer Science', 'M.S.'],
    ],
    [
      'Education\nBachelor of Science in Nursing, Lakeview College, Sep 2015 - Jun 2018',
      ['Lakeview College', 'Nursing', 'Bachelor of Science'],
    ],
    [
      'Years\nSchool\nMajor\nDegree\n2015-2018\nLakeview College\nNursing\nB.S.',
      ['Lakeview College', 'Nursing', 'B.S.'],
    ],
  ])('%j', (text, [institution, area, studyType]) => {
    expect(read(text).profile.education).toMatchObject([{ institution, area, studyType }]);
  });
});

describe('what job sites, universities and OCR write', () => {
  it.each([
    // A length of time beside the dates is nobody's name.
    [
      '工作经历\n2019/03 - 2020/05    样例生鲜（1年3个月）\n会计 | 6001-8000元/月\n负责报表。',
      ['样例生鲜', '会计', '2019-03', '2020-05'],
    ],
    [
      '工作经历\n2019/3-2020/5：样例生鲜 [ 1年3个月 ]\n所属行业：零售\n财务部\t会计\n1.负责报表',
      ['样例生鲜', '会计', '2019-03', '2020-05'],
    ],
    [
      'Experience\nMossgate\n3 years 2 months\nData Analyst\nMarch 2019 - May 2020 (1 year 3 months)\nBuilt it.',
      ['Mossgate', 'Data Analyst', '2019-03', '2020-05'],
    ],
    // A sentence tells it.
    ['工作经历\n2019年3月至2020年5月，在样例公司任会计。\n（1）负责报表', ['样例公司', '会计', '2019-03', '2020-05']],
    // Traditional characters.
    [
      '工作經歷\n範例雲端股份有限公司｜軟體工程師\n2019年3月 – 2020年5月\n・負責維護',
      ['範例雲端股份有限公司', '軟體工程師', '2019-03', '2020-05'],
    ],
    // Labels with a tab in front of the colon.
    [
      'Experience\nOrganization\t: 3Peaks\nDesignation\t: Data Analyst\nDuration\t: Mar 2019 to May 2020\n➢ Built it',
      ['3Peaks', 'Data Analyst', '2019-03', '2020-05'],
    ],
    // A position that begins with a small letter.
    [
      'Experience\nMossgate\niOS Developer\nMar 2019 - May 2020\n• Built it',
      ['Mossgate', 'iOS Developer', '2019-03', '2020-05'],
    ],
    // A firm with a comma in its name.
    [
      'Experience\nData Analyst, Calder, Finch & Lowe LLP\tMar 2019 - May 2020\n• Built it',
      ['Calder, Finch & Lowe LLP', 'Data Analyst', '2019-03', '2020-05'],
    ],
    // No heading, dates on a line of their own.
    [
      '[PERSON_1]\n\nData Analyst, Mossgate\n03/2019 to 05/2020\n* Built it',
      ['Mossgate', 'Data Analyst', '2019-03', '2020-05'],
    ],
    // What OCR makes of a bar, a dash and a space.
    [
      'Experience\nData Analyst I Bluefern Labs\tMar 2019 - May 2020\n• Built it',
      ['Bluefern Labs', 'Data Analyst', '2019-03', '2020-05'],
    ],
    [
      '工作经历\n2019.03-2020.05\n样例股份有限公司一会计\n• 负责报表',
      ['样例股份有限公司', '会计', '2019-03', '2020-05'],
    ],
    [
      '工作经历\n样例实验学校财务部\n会计\n2019年3月一2020年5月\n1、负责报表',
      ['样例实验学校', '会计', '2019-03', '2020-05'],
    ],
  ])('%j', (text, [name, position, startDate, endDate]) => {
    expect(read(text).profile.work).toMatchObject([{ name, position, startDate, endDate }]);
  });

  it.each([
    ['教育背景\n样例大学 大学本科 软件工程 2015.09-2018.06', ['样例大学', '软件工程', '大学本科']],
    ['教育背景\n中国样例大学（北京） 软件工程 硕士 2015.09-2018.06', ['中国样例大学（北京）', '软件工程', '硕士']],
    ['教育背景\n样例大学\n物联网工程（工学学士）\t2015.09-2018.06', ['样例大学', '物联网工程', '工学学士']],
    ['教育背景\n样例大学 汉语言文学学士 2015.09-2018.06', ['样例大学', '汉语言文学', '学士']],
    ['教育背景\n2015年9月至2018年6月，就读于样例大学软件工程专业，本科。', ['样例大学', '软件工程', '本科']],
    ['Education\nDiploma in Law from Placeholder Tech\nSep 2015 - Jun 2018', ['Placeholder Tech', 'Law', 'Diploma']],
    [
      'Education\nPlaceholder Institute of Art\nHistory\nMA\nSep 2015 - Jun 2018',
      ['Placeholder Institute of Art', 'History', 'MA'],
    ],
    [
      'Education\nTechnical University of\nNordland\nSep 2015 - Jun 2018\nBS, Physics',
      ['Technical University of Nordland', 'Physics', 'BS'],
    ],
  ])('%j', (text, [institution, area, studyType]) => {
    expect(read(text).profile.education).toMatchObject([{ institution, area, studyType }]);
  });

  it.each([
    [
      '工作经历\n样例公司　会计　2019-03 至 今\n1）负责报表\n项目一：税务自查（2020-03 至 2020-05）\n担任角色：组长\n技术栈：Java + Go',
      ['税务自查', '组长'],
    ],
    [
      'Projects\nProject #1: tinyqueue\nRole : Developer\nDuration : Mar 2020 to May 2020\n➢ Built it',
      ['tinyqueue', 'Developer'],
    ],
    ['项目经历\n2020.03-2020.05\n技术骨干\n税务自查专项\n- 完成报表', ['税务自查专项', '技术骨干']],
  ])('%j', (text, [name, role]) => {
    expect(read(text).profile.projects).toMatchObject([{ name, roles: [role] }]);
  });

  it('parts employers from positions that one space parts, where every head has them so', () => {
    const { work } = read(
      'Experience\nVellum & Rye Electrician\tMar 2019 - May 2020\n• Wired it\nSable Brands Dental Hygienist\tJan 2017 - Feb 2019\n• Cleaned it',
    ).profile;
    expect(work).toMatchObject([
      { name: 'Vellum & Rye', position: 'Electrician' },
      { name: 'Sable Brands', position: 'Dental Hygienist' },
    ]);
  });

  it('lets no placeholder lose its brackets', () => {
    expect(JSON.stringify(read('教育背景\n样例大学 [PERSON_1] 本科 2015.09-2018.06').profile)).not.toContain(
      'PERSON_1',
    );
  });
});

describe('what is asked for and what is said', () => {
  it('reads target, city, salary and years', () => {
    const { profile } = read(
      '高级后端工程师 | 期望城市：杭州 | 到岗时间：一个月内\n求职意向\n职位：后端架构师/技术专家  薪资：45-60K·15薪\n城市：杭州、上海\n自我评价\n八年后端研发经验，注重细节。',
    );
    expect(profile.basics).toEqual({ label: '高级后端工程师', summary: '八年后端研发经验，注重细节。' });
    expect(profile.extension).toMatchObject({
      yearsOfExperience: 8,
      targetRoles: ['后端架构师', '技术专家'],
      targetCities: ['杭州', '上海'],
      salary: { min: 45000, max: 60000, months: 15 },
      availability: '一个月内',
    });
  });

  it('resolves 至今 against the day it is told, and never the clock', () => {
    const text = '工作经历\n样例公司 - 会计 2020.01-至今\n- 负责报表';
    const [with_, without] = [read(text, '2021-12-31').profile, read(text).profile];
    expect(with_.work[0]).not.toHaveProperty('endDate');
    expect(with_.extension).toMatchObject({ asOf: '2021-12-31', monthsOfExperience: 24, work: [{ current: true }] });
    expect(without.extension).not.toHaveProperty('monthsOfExperience');
    expect(read(text, '2021-02-30').profile.extension).not.toHaveProperty('asOf');
  });

  it('notes an impossible date and leaves it out', () => {
    const { profile, notes } = read('工作经历\n样例公司 - 会计 2020.13-2021.05\n- 负责报表');
    expect(notes).toContain('IMPOSSIBLE_DATE');
    expect(profile.work[0]).toMatchObject({ name: '样例公司', endDate: '2021-05' });
    expect(profile.work[0]).not.toHaveProperty('startDate');
  });

  it('keeps a placeholder out of every field, and what found no place in order', () => {
    const { profile, notes } = read(
      '[PERSON_1]\n电话：[PHONE_1]\n养猫两只\n工作经历\n[PERSON_1]工作室 - 会计 2020.01-2021.05\n- 向[PERSON_2]汇报\nPublications\nA paper on cats\nA paper on dogs',
    );
    expect(JSON.stringify(profile)).not.toContain('PERSON');
    expect(profile.work[0]).toMatchObject({ position: '会计', highlights: ['向汇报'] });
    expect(profile.extension.unplaced.map(({ text, section }) => [text, section])).toEqual([
      ['养猫两只', 'header'],
      ['A paper on cats', 'publications'],
      ['A paper on dogs', 'publications'],
    ]);
    expect(notes).toContain('UNPLACED_TEXT');
  });
});
