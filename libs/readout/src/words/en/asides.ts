/** Words that stir and set nothing that could be checked. */
export const SLOGAN =
  /\b(?:new chapter|new era|new journey|great rejuvenation|hold high|unswerving(?:ly)?|deeply understand|profoundly understand|deep understanding|profound(?:ly)?|thoroughly study|spirit of|unite more closely|two (?:establishments|maintenances|upholds|safeguards)|political (?:consciousness|judgment|position|stance|execution|understanding)|ideological(?:ly)?|original aspiration|final battle|closing battle|run the acceleration|at \w+ speed|new achievements|make greater contributions|firm confidence|confidence high|keep confidence|strive to (?:write|show|create|open|build)|move forward bravely|work hard and|rally|forge ahead|courage|mission and task|world outlook|people first|spare no effort|go deep into|front line|cadres at all levels)\b/gi;

/** Saying how things are or went. */
export const ASSESSMENT =
  /\b(?:has been|have been|had been|was|were|has(?! to\b)|have (?!to\b)|had|grew|rose|fell|increased to|decreased to|remains?|since|so far|to date|over the past|last year|this year's|achieved|completed \d|is a|are a|is an|is the|is very|are very|is critical|is stable|is comprehensive|is currently|reported that|represents?|reflects?|demonstrates?|shows? that|continues to be|stood at|accounted for|whereas|thanked|welcomed|congratulated)\b/i;

/** Who came. */
export const ATTENDANCE =
  /\b(?:attended|attending|presided over|chaired (?:by|the)|in attendance|sat in|were present|was present|also present|apologies (?:were|for|received)|members present|quorum|call(?:ed)? to order|adjourned|roll call|moved by|seconded by|in the chair)\b|^(?:present|attendees|apologies|regrets|absent|in attendance|members|staff|chair|minutes)\s?:/i;

/** Allowing, and not obliging. */
export const PERMISSION =
  /(?<!\b(?:in|by|of|mid|early|late|until|till|before|through|since|from|to|and|during|end|\d{1,2}(?:st|nd|rd|th)?)[ -])\b(?:may(?! (?:\d|(?:regular |council |board )?(?:meeting|session)\b))|is authori[sz]ed|are authori[sz]ed|be authori[sz]ed|is permitted|are permitted|be permitted|is allowed|are allowed|can (?:apply|request|choose|use)|is entitled|are entitled|at (?:its|their|his|her) discretion|is encouraged|are encouraged)\b/i;

/** When something happens that may never happen. */
export const CONDITIONAL =
  /^(?:if|unless|should (?:the|a|an|any)\b|in the event|where (?!possible|appropriate)|whenever|in case|provided that|subject to (?:approval|council|funding|the)|upon (?:failure|request|application)|except|notwithstanding|any (?:person|member|applicant|agency|department|unit|party) (?:who|that|which) )\b/i;

/** What a paper says of itself. */
export const ITSELF =
  /^this (?:order|act|by-?law|policy|memorandum|regulation|resolution|directive|agreement) (?:shall|will|is|takes|expires|supersedes|remains)\b(?! be (?:reviewed|posted|published|distributed|circulated))/i;

/** What holds from now on for everybody, and is never done. */
export const STANDING =
  /\b(?:this (?:order|act|by-?law|policy|section|subsection|memorandum|regulation|article|resolution|chapter|directive|agreement) (?:shall|is|does|may|applies|takes|supersedes|will)|nothing in this|shall be construed|shall (?:consist|comprise|serve (?:without|as|at|for)|be (?:composed|chaired|comprised|appointed|co-chaired)|hold office|receive no|expire|terminate|remain|cease|act as chair|constitute)|be (?:paid|billed|charged|reimbursed) |shall mean|means|the term|the terms|for (?:the )?purposes? of this|shall (?:apply|include|have|not|constitute|prevail|become effective|take effect|be (?:effective|deemed|considered|entitled|subject|liable|void|borne|governed|interpreted|severable))|is not intended to|does not create|effective date|consistent with applicable law and subject|at all times|within [\w-]{1,12} (?:hours?|days?|minutes?|business days|working days) (?:of|after) (?:its|their|each|any|every|such) |from time to time by|will (?:be|remain) (?:in effect|closed|open)|costs for publication)\b/i;

/** How things came about, before the matter itself. */
export const PREAMBLE =
  /^(?:whereas|as (?:provided|required) by (?:law|statute|rule)|(?:by|under) (?:existing )?(?:law|rule|statute),|by the authority|pursuant to the authority|in order to|background|purpose|summary|it is the policy|the purpose of)\b/i;

/** People at large: what they must do is a rule. */
export const PUBLIC =
  /^[“"]?(?:all |any |each |every )?(?:visitors?|residents?|members of the public|persons?|people|applicants?|owners?|tenants?|citizens?|drivers?|parents?|users?|customers?|patients?|passengers?|everyone|anyone)\b/i;

/** Heads of subjects that are no unit, whatever they are told. */
export const NO_AGENT =
  /(?:^(?:this|that|these|those|such|it|nothing)$|\b(?:terms?|order|policy|policies|costs?|provisions?|requirements?|definitions?|meetings?|projects?|reports?|plans?|strategy|guidance|programs?|programmes?|motion|amendment|by-?law|fees?|rates?|following|failure|violations?|breach|absence|results?|work|purpose|reviews?|goals?|objectives?|targets?|deadline|budget|funding|funds|(?<!government )systems?|vote|agenda|minutes|drafts?|lists?|study|sites?|roads?|bridges?|buildings?|facility|parks?|records?|payments?|expenses|copy|letter|summary|update|campaign|schedule|survey|assessment|audit|notice|notification|framework|mechanism|formalism|attention|priority|efforts?|emphasis|forms?|structures?|defects?|data|bonds?|publicity|organization|implementation|construction|safety|focus|measures?|progress|complaints?|terminal|interval|matters?|area|supply|prices?))$/i;
