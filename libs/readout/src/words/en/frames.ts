/** Who may ask for what he likes, and gives no orders: `A resident asked that`. */
export const ASKED_FROM_OUTSIDE =
  /^(?:an?|one|two|some|several|many|members? of the)\s(?:[a-z]+\s){0,2}?(?:residents?|citizens?|speakers?|parents?|owners?|neighbou?rs?|pupils?|students?|patients?|customers?|tenants?|callers?|petitioners?|public|visitors?|business(?:es)?|families|family)\b/i;

/** A clause in front that only says when: `By November 14, 2019, bring …`. */
export const WHEN_AHEAD =
  /^(?:by|within|before|on|from|starting|until|during|in|at|no later than|not later than|effective|each|every|after|over)\b[^,.;]{2,60}(?:,\s(?:19|20)\d\d)?,\s/i;

/** What the writer of a memo asks for, and where a paper is to go. */
export const WISH = /^(?:I|we)\s(?:need|want|expect)\s/i;

export const GOES_TO = /^(?:the|a|an|each|all)\s[^,.;]{3,60}?\s(?:goes|go|comes?)\s(?:back\s)?to\s(?:the\s)?[A-Z]/i;

/** What an office owes, without a verb: `Legal Unit: one-page note, by 16 August`. */
export const OWED = /^((?:the\s)?[A-Z][\w'&/ ]{1,40}?):\s(?=\S)/;

/** What units do as a matter of course, each time: `Each county files a weekly sheet`. */
export const ROUTINE =
  /^((?:each|every|all)\s[\w' -]{3,40}?|(?:the\s)?[A-Z][\w' -]{2,50}?)\s(reports?|files?|submits?|sends?|publish(?:es)?|provides?|returns?|circulates?|updates?|posts?|briefs?|meets?)\s(?=[^.;]{0,160}\b(?:each|every|weekly|daily|monthly|quarterly|fortnightly)\b)/;
