import { type Marker, markerOf } from './markers.ts';

/** A line as it is judged to be a heading or not; `text` is folded and without its marker, `after` is the next line. */
interface Heading {
  readonly text: string;
  readonly marker: Marker | null;
  readonly after: string | null;
}

const ENDED = /[。;!?:,]["”')]?$|\.$/;
const TELLS =
  /\b(?:shall|must|will|should|is|are|be|was|were|has|have|to [a-z]{2,})\b|(?<![重主需纪摘概简首提只])要(?![求素闻点害领件塞])|必须|务必|确保|牵头|负责|配合|应当|完成时限|责任单位/i;
const GIVES_DUTY = /牵头|负责|配合|完成时限|责任单位|\d/;
const VERB_LEFT = /\b(?:shall|must|will|should|is|are|(?<!^to )be|was|were|has|have|directed?|asked|agreed)\b/i;

/**
 * Whether a line names what follows rather than telling something: a short line without a full stop that divides the text,
 * heads a longer paragraph or stands alone, or an English line of names alone.
 */
export function isHeading({ text, marker, after }: Heading): boolean {
  const isChinese = /[\u4e00-\u9fff]/.test(text);
  if (marker?.depth === 0) return true;
  if (!isChinese) return isEnglishHeading(text, marker, after);
  if (text.length > 50 || ENDED.test(text)) return false;
  if (marker?.divides && text.length <= 16 && !GIVES_DUTY.test(text)) return true;
  if (TELLS.test(text)) return false;
  if (marker === null) return true;
  if (marker.divides) return text.length <= 40;
  const opensParagraph = after !== null && markerOf(after) === null && /[。;]$/.test(after);
  return text.length <= 25 && opensParagraph;
}

function isEnglishHeading(text: string, marker: Marker | null, after: string | null): boolean {
  const words = text.split(/\s+/);
  if (words.length > 14 || /[;:,!?]$/.test(text)) return false;
  if (VERB_LEFT.test(text)) return false;
  if (marker?.divides) return true;
  const names = words.filter(
    (word) => /^[A-Z(&\d“"'-]/.test(word) || /^(?:and|of|the|to|for|in|on|with|a|an|by|or)$/.test(word),
  );
  const isTitle = names.length === words.length && words.length > 0;
  if (marker === null) return !/\.$/.test(text) || isTitle;
  return isTitle && words.length <= 8 && after !== null && after.length > 2 * text.length;
}
