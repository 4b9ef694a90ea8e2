/*
 * One form for each dash, tilde, space, colon and full-width letter, and the simplified character for the traditional
 * ones that headings, labels, posts and degrees are written with: every rule then needs one spelling. Each folding is
 * one unit to one unit, so that offsets in the shadow are offsets in the text.
 */

/** Traditional characters and, at the same place, the simplified ones; only those that the rules' own words use. */
const TRADITIONAL =
  '係倉個備傳價億優內別創劃劇動務勢勵區參員問單國圍圖團執報場學實審寫專導屆層屬師帳帶廠廣廳彙後愛態慣憑應戲戶採換擔據數於時書會東條業榮構樂樑樓標樣橋機檔檢歐歲歴歷歸測準灣為營獎獨獲現環產畢畫當發監碩礦種稱競節範築簡紀約紅級細紹終組結絡統經綜維綱網編練縣總績織繪繫續義習聯職聽腦腳與興舉艦華萬藝藥處號術衛製見規視覽觀計訊訓記設評詢試話誌認語課調論諮證護譽負財貨貫責貿資賓質購賽踐車軟輛輯輸轉辦農進遊運達選郵鄉醫銀銜銷錄鍵鎮鐵鑰長門開間關陸隊際險雙難雲電韌頁項預領頭頻願類顧飛飯養館驗體點齡';
const SIMPLIFIED =
  '系仓个备传价亿优内别创划剧动务势励区参员问单国围图团执报场学实审写专导届层属师账带厂广厅汇后爱态惯凭应戏户采换担据数于时书会东条业荣构乐梁楼标样桥机档检欧岁历历归测准湾为营奖独获现环产毕画当发监硕矿种称竞节范筑简纪约红级细绍终组结络统经综维纲网编练县总绩织绘系续义习联职听脑脚与兴举舰华万艺药处号术卫制见规视览观计讯训记设评询试话志认语课调论咨证护誉负财货贯责贸资宾质购赛践车软辆辑输转办农进游运达选邮乡医银衔销录键镇铁钥长门开间关陆队际险双难云电韧页项预领头频愿类顾飞饭养馆验体点龄';

const FOLD: Readonly<Uint16Array> = table();

function table(): Uint16Array {
  const to = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
  const fold = (from: number, until: number, char: string): void => {
    to.fill(char.charCodeAt(0), from, until + 1);
  };
  for (let code = 0xff01; code <= 0xff5e; code++) to[code] = code - 0xfee0;
  fold(0x2010, 0x2015, '-');
  for (const code of [0x2212, 0x2500, 0x2501]) fold(code, code, '-');
  for (const code of [0x301c, 0x223c]) fold(code, code, '~');
  for (const code of [0x2016, 0x4e28]) fold(code, code, '|');
  fold(0x3010, 0x3010, '[');
  fold(0x3011, 0x3011, ']');
  fold(0x2000, 0x200a, ' ');
  for (const code of [0x00a0, 0x202f, 0x3000, 0xfe0f]) fold(code, code, ' ');
  for (let i = 0; i < TRADITIONAL.length; i++) to[TRADITIONAL.charCodeAt(i)] = SIMPLIFIED.charCodeAt(i);
  return to;
}

/**
 * `O` for `0` and `l` for `1`, where OCR made them of a year's or a month's digits. Both sides must look like a date:
 * a word such as `Oo` alone is none.
 */
const MISREAD = /(?<![0-9A-Za-z])[12][0-9OolI]{3}(?=[ ./年-])(?: ?[./年-] ?[0-9OolI]{1,2}(?![0-9A-Za-z]))?/g;
/** `0ct` */
const OCTOBER = /(?<![0-9A-Za-z])0ct(?=[ .,o])/g;
const repair = (date: string): string => date.replace(/[Oo]/g, '0').replace(/[lI]/g, '1');

/** The text's shadow, of the same length. */
export function shadowOf(text: string): string {
  let shadow = '';
  let from = 0;
  let suspect = false;
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const folded = FOLD[code]!;
    if (folded !== code) {
      shadow += text.slice(from, i) + String.fromCharCode(folded);
      from = i + 1;
    } else if (
      // O o l I behind a digit or a date's separator (`-`, `.`, `/`, 年)
      (code === 0x4f || code === 0x6f || code === 0x6c || code === 0x49) &&
      ((before >= 0x2d && before <= 0x39) || before === 0x5e74)
    )
      suspect = true;
    else if (code === 0x63 && before === 0x30) suspect = true;
    before = folded;
  }
  if (from > 0) shadow += text.slice(from);
  else shadow = text;
  if (!suspect) return shadow;
  return shadow
    .replace(MISREAD, date => (/[OolI]/.test(date) ? repair(date) : date))
    .replace(OCTOBER, month => `O${month.slice(1)}`);
}
