/** Invented people: Chinese names with their romanisation (family|given), surnames common and rare, given names of any character. */
const CHINESE = `
陆听澜 Lu Tinglan;沈砚秋 Shen Yanqiu;欧阳澍 Ouyang Shu;司马青衫 Sima Qingshan;诸葛望舒 Zhuge Wangshu;令狐朔 Linghu Shuo
上官婉璃 Shangguan Wanli;皇甫嵩林 Huangfu Songlin;尉迟恕 Yuchi Shu;慕容霁 Murong Ji;东方晗 Dongfang Han;夏侯漪 Xiahou Yi
高兴 Gao Xing;马力 Ma Li;江河 Jiang He;白杨 Bai Yang;石磊 Shi Lei;方圆 Fang Yuan;安然 An Ran;云飞扬 Yun Feiyang
查良骥 Zha Liangji;仇英杰 Qiu Yingjie;单于飞 Shan Yufei;区伯年 Ou Bonian;解缙云 Xie Jinyun;盖明远 Ge Mingyuan;乐水清 Yue Shuiqing
曾轶可欣 Zeng Yikexin;翟墨 Zhai Mo;逄博 Pang Bo;亓官云 Qi Guanyun;嬴驷 Ying Si;麴文泰 Qu Wentai;郗鉴 Xi Jian;蔺相宁 Lin Xiangning
王伟 Wang Wei;李娜 Li Na;张三丰 Zhang Sanfeng;刘洋 Liu Yang;陈晓 Chen Xiao;杨柳 Yang Liu;赵一鸣 Zhao Yiming;黄河 Huang He
周密 Zhou Mi;吴畏 Wu Wei;徐徐图 Xu Xutu;孙武举 Sun Wuju;胡蝶飞 Hu Diefei;朱自清溪 Zhu Ziqingxi;林深 Lin Shen;何以琛 He Yichen
郭襄阳 Guo Xiangyang;罗盘 Luo Pan;梁栋 Liang Dong;宋词 Song Ci;郑重 Zheng Zhong;谢天 Xie Tian;韩语嫣 Han Yuyan;唐诗 Tang Shi
冯唐易 Feng Tangyi;于谦和 Yu Qianhe;董事远 Dong Shiyuan;萧瑟 Xiao Se;程序 Cheng Xu;曹操作 Cao Caozuo;袁满 Yuan Man;邓论 Deng Lun
许愿 Xu Yuan;傅里叶 Fu Liye;苏堤 Su Di;卢浮 Lu Fu;蒋欣然 Jiang Xinran;蔡文姬 Cai Wenji;贾思勰 Jia Sixie;丁香 Ding Xiang
魏来 Wei Lai;薛定言 Xue Dingyan;叶问秋 Ye Wenqiu;阎立新 Yan Lixin;余华年 Yu Huanian;潘多拉 Pan Duola;杜鹃 Du Juan;戴望 Dai Wang
夏至 Xia Zhi;钟声 Zhong Sheng;汪洋 Wang Yang;田野 Tian Ye;任重 Ren Zhong;姜子 Jiang Zi;范例 Fan Li;孟浩 Meng Hao;廖廖 Liao Liao
`;

/** Names in other scripts and orders, as a header writes them. */
const FOREIGN = `
Jonathan Q. Whitfield;Mary-Kate O'Donnell;José Ángel Muñoz;François Lefèvre;Anne-Sophie Delacroix;Jürgen Müller-Lüdenscheidt
Björn Åkesson;Søren Kjærgaard;Zoë Kravčenko;Łukasz Wiśniewski;Siobhán Ní Bhriain;Nguyễn Thị Minh Khai;Trần Văn Đức;Phạm Quỳnh Anh
Le Hoang Long;Priya Venkataraman;Arjun Krishnamurthy;S. Ramanathan;Mohammed Al-Farouqi;Fatima bint Rashid;Yuki Tanaka;Haruto Shimizu
Kenji Watanabe Jr.;Park Ji-hoon;Kim Soo-yeon;Robert Downing III;William "Bill" Thackeray;Katherine van der Berg;Ludwig von Hohenfels
Maria de la Cruz Fuentes;João Pedro Carvalho;Giulia D'Angelo;Dmitri Sokolov;Anastasia Ivanova;Oluwaseun Adeyemi;Chukwuemeka Okafor
Emily Chen;Kevin Zhang;Grace Liu;David H. Wong;Chan Tai Man;Wong Ka Yan;Tan Wei Ling;Lim Boon Keng;Ahmad bin Ismail
May Young;Will Power;Mark Stone;Rose Field;April Summers;Hunter Cook;Chase Rivers;Grant Baker;Dean Page;Faith Hope
Thandiwe Nkosi;Hülya Yıldırım;Ioana Popescu;Eszter Nagy;Helen Marsh;Ananya Iyer;Sanjay Gupta;Mei-Ling Huang;Xiaoming Li
`;

/** Minority and Sinicised names, with a middle dot of any of its forms. */
const DOTTED = `
阿卜杜热西提·买买提;古丽娜尔·艾尼瓦尔;迪丽努尔•吐尔逊;才旦·罗布;买买提江·阿不都拉;巴图·孟克;艾力・亚森;热依扎·哈力克;卓玛·央金;乌云·其其格
`;

export interface Chinese {
  name: string;
  family: string;
  given: string;
}

const listed = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map(it => it.trim())
    .filter(it => it !== '');

export const chinese: readonly Chinese[] = listed(CHINESE)
  .map(it => it.split(' '))
  .filter(it => it.length === 3)
  .map(([name, family, given]) => ({ name: name!, family: family!, given: given! }));

export const foreign: readonly string[] = listed(FOREIGN);
export const dotted: readonly string[] = listed(DOTTED);
