import { anyOf } from '../patterns.ts';

const BASE =
  'accelerate achieve acquire act add address adjust administer adopt advance advertise advise agree align allocate amend analyse analyze announce answer apply appoint approve arrange assemble assess assign assist attend audit award begin brief bring budget build carry centralize chair check circulate clarify clean clear close collaborate collect combine commence commission communicate compile complete compile conduct confirm consolidate construct consult contact continue convene coordinate co-ordinate correct create decide decrease define deliver demolish deploy design designate determine develop direct disburse disclose discontinue discuss disseminate distribute divide document double draft draw eliminate email enforce engage enhance ensure enter establish evaluate examine execute expand expedite explore extend facilitate file fill finalise finalize finish fix follow formulate forward foster fund gather give get go guarantee hand harmonize hire hold identify implement improve inspect include incorporate increase inform initiate inspect install instruct integrate intensify introduce inventory investigate invite issue keep launch lead liaise list lodge look lower maintain make manage map meet mobilize modify monitor move negotiate nominate notify obtain offer open operate order organise organize oversee pay perform pilot place plan plant post prepare present print prioritise prioritize procure produce promote propose provide publicise publish purchase pursue put raise re-examine reallocate recommend reconvene record recruit redirect reduce refer refine register release relocate remind remove renew repair replace report request require rescind research reserve resolve respond restore resubmit retain review revise revoke run save schedule seek select send serve set share sign simplify solicit speak speed standardize start step stop streamline strengthen study submit summarise summarize supply support survey suspend table take talk target tender terminate test tighten track train transfer translate transmit transition undertake update upgrade upload use verify visit reply migrate chase escalate book scope host reinstate rectify reopen resurface reschedule digitize reconcile rehearse withdraw work write have attend be issue begin bring close return furnish tell call acknowledge activate adapt administrate appraise archive automate barricade bid boost brainstorm bridge broaden calculate calibrate cancel canvass capture cease certify codify collate combat commit compare compensate complement comply conserve convert convey cooperate correspond cover curb cut cull dedicate deduct defer delegate demonstrate deposit describe detect diagnose digest dispatch display dispose disconnect downgrade dredge drill drop earmark educate elaborate elect embed encourage endorse enlist enrol enroll enumerate equip erect exempt exercise exit expend explain expose fence fit flag flush forecast forgo free freeze generate gauge grant grow guide halve handle hear highlight honor illustrate inaugurate indicate inoculate insert insure interview itemize join justify label landscape lay lease license lift limit link liquidate load locate log match measure mediate mend minimize mitigate modernize mow narrow normalize observe offset onboard optimize outline overhaul pack paint patch pause phase photograph pick pipe plow pool populate prequalify preserve press prevent probe prohibit protect prove prune pump push quantify query quote re-advertise re-bid re-sample readvertise realign reassess rebid rebuild recalculate recall receive recertify recheck reclassify recover recycle redesign redesignate redo refresh refund refurbish regrade reimburse reinforce reissue reject relay remediate remit remodel render reorganize repaint repave repeal replenish repurpose resample resign restart restrict restructure resume resurvey retire retrieve retrofit reuse revamp revert revisit rewrite roll rotate route sample sanction scan screen secure segregate sell settle shift shorten shut sit solve sort source specify spend spread stencil stock store structure subdivide substantiate sue suggest surface swap sweep switch synchronize tabulate tag tailor tidy tie trace trade transcribe trial triage trim turn uncover undergo unify unveil uphold urge validate vet volunteer vote waive walk warn wash weigh widen wind wire withhold witness';

/** A base form that tells what to do. */
export const BASE_VERB = anyOf(BASE);
/** It at the start of a clause, perhaps behind an adverb. */
export const VERB_FIRST = new RegExp(
  `^(?:please |also |then |immediately |promptly |urgently |jointly |further |fully |actively |continue to |and |to )?${BASE_VERB}\\b`,
  'i',
);

/** Doing something that has no end of its own, or says only how to think. */
export const SOFT_VERB =
  /^(?:be|become|recogni[sz]e|understand|realize|remember|believe|remain|stay|uphold|adhere|unite|strive|study|grasp|cherish|treasure|feel|stand|hope|bear|hold high|unswervingly|deeply|firmly|resolutely|thoroughly|profoundly)\b/i;

/** Taking it on oneself: `Mr Smith agreed to contact the vendor`. */
export const TAKES_ON = new RegExp(
  `^((?:the\\s)?[A-Z][\\w.' -]{1,60}?)\\s(?:agreed|undertook|offered|volunteered|committed|promised|undertakes|agrees)\\sto\\s(${BASE_VERB})\\b`,
);

/** Sending to a person or body what it is to do: `directed the Secretary to …`. */
export const ORDERS =
  /\b(directed|directs|direct|instructed|instructs|instruct|asked|asks|requested|requests|request|tasked|tasks|urged|urges|called (?:up)?on|calls (?:up)?on|ordered|orders|mandated|charged|authori[sz]ed?)\s{1,9}(?!that\b|by\b|to\b|for\b|in\b|at\b|on\b|from\b)([^,.;:]{2,120}?(?:,[^,.;:]{2,100},)?),?\s{1,9}to\s{1,9}(?:also\s|immediately\s|promptly\s|further\s)?([a-z-]{1,40})/i;

/** The same with a clause: `directed that a report be provided`, `agreed that the Clerk would write`. */
export const ORDERS_THAT =
  /\b(?:directed|directs|instructed|requested|requests|ordered|orders|agreed|agrees|resolved|resolves|recommended|recommends|decided|decides|stressed|required|asked|moved|noted)\s{1,9}that\s{1,9}(.{1,1000})/is;

/** What a motion says of a unit: `Administration BE DIRECTED to …`. */
export const BE_ORDERED =
  /\b(?:be|is|are|was|were|stands?)\s+(?:hereby\s+|further\s+|also\s+)?(directed|requested|instructed|asked|required|tasked|ordered|mandated|charged|obliged|obligated|assigned|responsible)\s+(?:to|for|with)\b/i;

/** A state to be reached: `that the plough be back in service`. */
export const BE_IN =
  /\bbe (?:back|in|on|at|out|ready|available|open|online|up|fit|free|complete|operational|functional|present)\b/i;

/** Giving somebody a matter: `tasked the Office with publishing a plan`. */
export const CHARGES =
  /\b(?:charged|tasked|entrusted|charges|tasks|entrusts)\s{1,9}([^,.;:]{2,80}?)\s{1,9}with\s{1,9}([a-z-]{3,20})ing\b/i;

/** What is done by the vote itself. */
export const DONE_BY_VOTE =
  /\b(?:keep|leave) [^.;]{3,60} as (?:it is|they are)\b|\bbe\s+(?:hereby\s+|now\s+|and\s+(?:is|are)\s+hereby\s+)?(?:received|given (?:first|second|third|final)|adopted|approved|endorsed|noted|accepted|confirmed|ratified|carried(?!\s+out)|amended|passed|filed|deferred|tabled|declared|authori[sz]ed|appointed|re-?appointed|rescinded|supported|permitted|granted|denied|waived|lifted|withdrawn|adjourned|recogni[sz]ed|read|funded|financed|borne)\b/i;

/** A passive that still has to be done: `a report BE PROVIDED`. */
export const BE_DONE =
  /(?<!\b(?:can|cannot|could|not|may|might|to) )\b(?:be|is to be|are to be)\s+(?:promptly\s+|fully\s+|further\s+)?([a-z]{3,14}(?:ed|en|nt|ne|id|ut|de|ilt|old|ught|ken|et))\b/i;
