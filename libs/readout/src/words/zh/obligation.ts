import { anyOf } from '../patterns.ts';

/** 要 as a call, and not in 重要, 需求要素 and the like. */
const YAO = '(?<![重主需纪摘概简首提只想])要(?![求素闻点害领件塞职])';

/** A word that obliges. */
export const MUST = new RegExp(
  `${YAO}|必须|务必|务须|(?<!无)须(?!知)|(?<![适响反供相对效理答支呼顺])应(?![用对急届邀付变试聘酬激])|需(?![求])|(?<!明)确保|力争|争取(?!了)|责成|不得|严禁|禁止|不准|严格控制`,
);

/** It at the start of a clause, or behind a short subject. */
export const MUST_FIRST = new RegExp(
  `^(?:同时|并|还|也|都|均|更|既|特别是|尤其|另外|此外|下一步|接下来|当前)?[,]?(?:${YAO}|必须|务必|务须|须|应当|应(?![用对急届邀])|需要?|确保|力争|责成|不得|严禁|禁止)`,
);

/** Asking a unit: 请各单位…. */
export const REQUEST = /^(?:特此|现)?请(?![示求假教])[^,。;:]{1,30}/;

/** What a unit will do, said by itself. */
export const WILL = /将(?!军|来|领|近|士)|^会(?!议|同|商|后|上|前)|^(?:同意|承诺|答应)/;

/** Who speaks, and how: what is demanded, what is only pointed out, and what the meeting took note of. */
const SPEAKER =
  '(?:会议|全会|大会|与会|市长|省长|县长|区长|书记|主任|副市长|副县长|副区长|他|她|[\\u4e00-\\u9fff]{2,4})';
export const DEMANDS = new RegExp(
  `^(?:${SPEAKER}{0,1}(?:就[^,。]{1,30})?(?:还|并|同时|最后|进一步)?(?:强调|要求|明确|决定|议定|提出|指示|部署|商定|确定|研究决定|明确要求|强调指出|指出要求|讲话要求|安排部署)(?:如下|以下[^,。:]{0,12})?(?:[,:]|(?=要|各|由|市|县|区|全)))`,
);
/** A sentence that first tells what the meeting heard, and then what it wants. */
export const TURNS_TO_DEMAND =
  /^(?:会议|全会)?(?:还|进一步|深入|认真)?(?:听取|审议|研究|学习|传达|讨论|观看|通报)[^。;]{1,120}?,(?:会议)?(?:并|同时|就此)?(?:决定|明确|要求|强调|议定|提出要求)[,:]?/;
export const POINTS_OUT = new RegExp(
  `^(?:${SPEAKER}(?:还|并|同时)?(?:(?:指出|认为|认定|表示|提到|介绍|充分肯定|肯定)(?:了)?[,:]?|(?:讲|说|提醒|直言|坦言|感慨|回顾|谈到|勉励|感谢)(?:道)?[,:]))`,
);

/** A decision that is carried out by being taken, and what was merely heard or studied. */
export const DECIDED =
  /^会议(?:还)?(?:深入|认真|专题|集中|全面|系统|及时)?(?:学习|传达|贯彻|通报|总结|分析|回顾|部署|安排|组织|观看|书面|套开|以|采取|由)|(?:召开|举行).{0,30}(?:会议|大会|座谈会|推进会|调度会|现场会),|审议(?:并|了)?(?:原则|一致)?(?:通过|同意)|(?:原则|一致)?(?:通过|同意)了?(?:《|[^,。;]{0,20}《)|(?:会议|全会)(?:还)?(?:听取|审议|研究|学习|传达|讨论|观看|通报|书面)|^(?:备悉|知悉|洽悉|准予备查|同意备查)|^(?:听取|审议|传达学习|学习传达|传达|研究|审定|讨论|书面审议)(?:了|并|《|[^,。;要]{0,40}(?:汇报|精神|情况|事项|工作|方案)[,。]?$)|^(?:原则)?同意(?!.{0,40}(?:由|要|负责|牵头))/;

/** Words around a list of what is to be done. */
export const LEADS_IN =
  /(?:如下|以下|下列|这样|几点|方面|事项|工作|要求|意见|任务|重点|抓好|做好)[^。]{0,12}:$|(?:通知|要求|安排|部署)如下[。:]$|(?:要求|强调|明确|决定|议定|部署|指示):$/;
export const NAMES_CONTENT = /(?:包括|内容为|包含|主要有|分别为|如|即|分别是|涉及|附件|主题为):?$/;

const IMPERATIVE_ADVERBS =
  '加快 抓紧 尽快 尽早 立即 迅速 全面 切实 严格 积极 大力 深入 持续 着力 扎实 进一步 统筹 从严 坚决 认真 主动 及时 逐项 逐一 逐条 动态 依法 按程序 有序 稳步 稳妥 精准 精心 全力 全力以赴 快速 重点 集中 同步 定期 牢牢 紧紧 高效 高质量 科学 充分 广泛 突出 聚焦 紧盯 围绕 针对 对照 依托 结合 按照 根据 依据 严肃 规范 合理 综合 分类 分批 限期 按期 按时 如期 提前 率先 再 继续 不断 常态化 系统 细致 周密 妥善 深化 加大 加强 强化 探索 鼓励 引导 支持 指导 督促 协调 会同 配合 对 将 把 以 在 于 通过 利用 向 为 与 同 并 年内 全年';

/** How a sentence without a subject begins that tells what to do: an adverb, 对…, 将…, or the verb itself. */
export const IMPERATIVE_LEAD = new RegExp(`^${anyOf(IMPERATIVE_ADVERBS)}`);
