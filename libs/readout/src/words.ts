export type ReadoutLanguage = 'zh' | 'en';

/** What the rules of the reader look for, in one language. None of the patterns repeats a repetition. */
interface Words {
  /** A call to exert oneself, before a period: "fight for 60 days", 奋战60天. */
  readonly push: RegExp;
  /** The most characters between that call and the period. */
  readonly pushReach: number;
  /** What a period is a name of, directly behind it: "60-day campaign", 60天攻坚行动. */
  readonly campaign: RegExp;
  /** Setting such a campaign going. */
  readonly launch: RegExp;
  /** Telling somebody to do something. */
  readonly obligation: RegExp;
  /** A period that says by itself that something is to be done by then. */
  readonly limit: RegExp;
  /** A report of what was or is, and no call. */
  readonly report: RegExp;
  /** A unit and a word of obligation behind it. */
  readonly unitMust: RegExp;
  /** How a clause reports who said it. */
  readonly saying: RegExp;
}

export const WORDS: Readonly<Record<ReadoutLanguage, Words>> = {
  zh: {
    push: /奋战|大干|苦干|实干|鏖战|决战|决胜|冲刺|攻坚|奋斗|拼搏|打好|打赢|抓好|大战/gu,
    pushReach: 6,
    campaign: /^.{0,4}(?:攻坚|行动|冲刺|会战|大战|战役|活动|收官)/u,
    launch: /开展|实施|组织|启动|打响|打好|打赢|发起|推进|全力/u,
    obligation:
      /(?<![重主需纪摘概简首提只])要(?![求素闻点害领件塞])|须|(?<![适响反供相对效])应(?![用对急届])|务必|确保|力争|责成|(?<![申聘邀])请(?![示求假])/u,
    limit: /[前内內]$/u,
    report: /截至|截止|同比|环比|增长|占比|取得|过去|经过|历经|曾|(?<!业)已|完成了|以来/u,
    unitMust:
      /(?:各|有关|相关|责任|牵头)[^，。；：、\n]{0,16}(?:单位|部门|区县|县区|地区|委办局)[^，。；：、\n]{0,6}(?:(?<![重主需])要(?![求素点])|须|应当|务必)/gu,
    saying: /(?!)/u,
  },
  en: {
    push: /\b(?:fight|strive|battle|sprint|push|campaign|struggle|work (?:hard|flat out)|go all out)\b/giu,
    pushReach: 24,
    campaign: /^.{0,12}\b(?:push|campaign|drive|sprint|battle|action|offensive)\b/iu,
    launch: /\b(?:launch|start|begin|carry out|organi[sz]e|wage|win|run)\b/iu,
    obligation: /\b(?:shall|must|should|ensure|(?:be|is|are) (?:to|directed|required|requested|instructed|asked))\b/iu,
    limit: /(?!)/u,
    report: /\b(?:has|have|had|was|were|did|after|since|grew|rose|fell|past)\b/iu,
    unitMust:
      /\b(?:departments?|units?|agenc(?:y|ies)|administration|governments?|government system|bureaus?|districts?|count(?:y|ies)) (?:should|must|shall|(?:be|is|are) (?:directed|required|requested|instructed|asked) to)\b/giu,
    saying: /^(?:the )?(?:meeting|conference|mayor|he|she|it)\s(?:[a-z]+\s){1,3}?that\s/iu,
  },
};

/** The language most of the text is in; a Chinese character says as much as some three letters. English when there is neither. */
export function languageOf(text: string): ReadoutLanguage {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/[a-z]/gi)?.length ?? 0;
  return characters * 3 > letters ? 'zh' : 'en';
}
