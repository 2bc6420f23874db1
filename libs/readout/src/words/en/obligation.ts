/** A word that obliges the subject before it. */
export const MODAL =
  /\b(?:shall|must|should|will|would(?! (?:be|have) (?:nice|good|great|better|helpful|been))|(?<=\b(?:I|we) )(?:want|expect)|needs? to|need to|has to|have to|ha(?:s|ve) been (?:directed|asked|instructed|requested|tasked) to|(?:is|are) (?:hereby |further |also )?(?:directed|required|requested|instructed|asked|tasked|ordered|expected|obliged|responsible|mandated|due|to)(?: to| for)?(?=\s))\b|\bBE (?:HEREBY |FURTHER )?(?:DIRECTED|REQUESTED|INSTRUCTED|ASKED|REQUIRED|TASKED) (?:TO\b)?/i;
/** Those that bind more than `should` and `will`. */
export const STRONG =
  /\b(?:shall|must|directed|required|instructed|requested|tasked|ordered|mandated|have to|has to|needs? to)\b/i;

/** A sentence in which nobody is told, or the speakers tell themselves. */
export const NO_UNIT =
  /^(?:we|i|you|he|she|it|they|this|that|these|those|there|which|who|what|nothing|everyone|one|efforts?|it is necessary|and|but)\b/i;

/** Who said it: taken off before the words are judged. */
export const SAYING =
  /^(?:(?:the )?(?:consensus|decision|direction|sense|will|recommendation|view) of (?:the )?[^,.;]{2,40}? (?:was|is) (?:that|to) |(?:resolution|motion|recommendation|action(?: item)?|decision|directive|item)(?:\s(?:no\.?\s)?[#\w./-]{1,12})?\s?[:-]\s(?:that\s)?|it (?:was|is) the (?:consensus|direction|decision|will|wish|recommendation|sense) of [^,.;]{2,40}? (?:that|to) |(?:now,?\s)?(?:therefore,?\s)?be it (?:further\s)?resolved,?\s(?:that\s)?|and (?:further )?(?=that\s)|(?:the )?(?:meeting|conference|session|council|committee|mayor|governor|minister|prime minister|president|chair(?:man|woman|person)?|secretary|board|cabinet|congress|plenary session|plenum|commissioners|councill?ors|members|trustees|directors|supervisors|panel|commission|he|she|they|it)\s(?:[a-z]+\s){0,3}?(?:that\s|to\s(?=accelerate))|it (?:was|is) (?:further |also )?(?:agreed|resolved|decided|stressed|emphasi[sz]ed|pointed out|noted|proposed|requested|recommended|necessary|required|essential|imperative) (?:that|to) )/i;
export const DEMANDS =
  /\b(?:emphasi[sz]ed|stressed|required|requires|demanded|urged|called for|directed|instructed|asked|requested|ordered|agreed|resolved|decided|action|insisted|underlined|underscored)\b/i;
export const POINTS_OUT =
  /^(?:(?:the )?(?:meeting|conference|mayor|he|she|minister|president|chair(?:man|woman|person)?|council|committee|governor|secretary|session|participants|members)\s(?:[a-z]+\s){0,2}?(?:pointed out|noted|held|believed|recognized|acknowledged|praised|welcomed|thanked|observed|reported|heard|received|considered|reviewed|discussed|said|stated|highlighted|mentioned|commended|congratulated|expressed))\b/i;

/** Before a list: each item is told by itself. */
export const LEADS_IN =
  /\b(?:to|shall|must|should|will|that|as follows|the following(?: \w{1,30}){0,3}|actions?|directives?|decisions?|tasks?|requirements|steps|resolved|agreed)\s?:\s{0,9}-?$/i;
/** Before a list of what something holds. */
export const NAMES_CONTENT =
  /\b(?:including|includes?|contain(?:s|ing)?|consist(?:s|ing)? of|detailing[^:]{0,80}|describing[^:]{0,80}|outlining[^:]{0,80}|such as|namely|for|on|regarding|addressing|covering|comprising|set(?:ting)? out|explain(?:s|ing)?[^:]{0,80}|identif(?:y|ies|ying)[^:]{0,80}|(?:means|mean)|with respect to|criteria|factors|of the following|at a minimum)\s?:\s{0,9}-?$/i;
