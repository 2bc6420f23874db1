// Traditional characters of the grammar with their simplified ones, and marks that are written in more than one way.
const PAIRS =
  '於于禮礼個个內内週周號号會会議议後后當当為为爲为國国慶庆勞劳動动節节兩两開开幾几從从時时間间鐘钟點点這这過过來来歲岁連连續续歷历曆历經经達达應应緊紧儘尽盡尽擇择機机隨随適适關关閉闭結结辦办復复覆复審审壓压縮缩務务請请確确實实現现' +
  '發发報报誌志冊册調调黨党運运換换屆届學学農农災灾險险項项決决馬马訊讯單单員员責责處处歐欧東东勢势選选舉举測测練练種种區区縣县總总統统計计劃划劇剧戰战堅坚產产驗验貨货齊齐檢检檔档園园貫贯徹彻據据擬拟簽签訂订標标準准類类義义' +
  '聖圣誕诞網网絡络級级給给終终紀纪約约紅红納纳線线組组織织緩缓編编繼继臨临舊旧與与華华葉叶蓋盖藝艺蘇苏補补裝装製制規规視视覺觉親亲觀观訪访設设許许評评試试話话該该詳详認认語语說说課课誰谁讀读變变讓让貢贡財财貴贵費费資资質质購购賽赛' +
  '贊赞趕赶車车軍军軟软載载輔辅輕轻輪轮遠远還还進进遊游違违遞递遲迟邊边郵邮鄉乡鄰邻醫医釋释鎮镇長长門门問问閱阅陸陆陽阳階阶際际隊队雖虽雙双雜杂離离難难電电霧雾靈灵順顺預预領领頭头題题顯显風风飛飞養养餘余驟骤體体' +
  '—-–-－-─-～-~-﹣-―-　 \u00a0 \u2002 \u2003 \u2009 \u202f ’\'‘\'“"”"「"」"『"』"：:；;（(）)．.／/';

const folded = new Map<string, string>();
for (let i = 0; i < PAIRS.length; i += 2) folded.set(PAIRS.charAt(i), PAIRS.charAt(i + 1));
for (let i = 0; i < 10; i += 1) folded.set(String.fromCharCode(0xff10 + i), String(i));
for (let i = 0; i < 26; i += 1) {
  const letter = String.fromCharCode(0x61 + i);
  for (const form of [0x41, 0xff21, 0xff41]) folded.set(String.fromCharCode(form + i), letter);
}
const FOLDABLE = new RegExp(`[${[...folded.keys()].join('').replace(/[-\]\\^]/g, '\\$&')}]`, 'g');

/**
 * The text as the grammar looks at it: simplified characters, half-width digits and letters, small letters, one kind of
 * dash, blank and quotation mark. Every code unit is replaced by one, so that offsets are the text's own.
 */
export function fold(text: string): string {
  return text.replace(FOLDABLE, (character) => folded.get(character) ?? character);
}
