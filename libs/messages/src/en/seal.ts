import type { seal as zh } from '../zh/seal.ts';

export const seal: typeof zh = {
  usage: {
    seal: 'Usage: duban seal [--anew]',
    verify: 'Usage: duban verify [--key KEY] [--seals FILE]…',
    prove: 'Name one item by its number or id: duban prove 督〔2022〕1号-1 [--out proof.json]',
  },
  sealed: '{{count}} events newly sealed; the seals are in {{where}}',
  key: 'Verifier key: {{key}}',
  verifying: 'verifying {{done}}/{{of}}',
  right: 'Up to position {{upTo}} every event is in its place, word by word as it was sealed.',
  goodUpTo: 'Up to position {{upTo}} the events are as they were sealed.',
  newest: 'Newest seal: {{size}} events, {{time}}, key {{keyId}}',
  unsealed: '{{count}} newer events are not sealed yet.',
  outside: 'Held against {{count}} seals from outside of the database.',
  noneOutside:
    'There is no seal from outside of the database: this shows that it agrees with itself, not that its owner did not rewrite it. Give the seals kept outside with --seals.',
  never:
    'This log was never sealed, so there is nothing to verify. Start a server with the role seal, or run duban seal.',
  fault: {
    altered: 'The event at position {{position}} was altered.',
    'altered-within':
      'An event between position {{position}} and {{upTo}} was altered; so was the stored tree, so that it cannot be told which.',
    missing: 'At position {{position}} there should be exactly one whole event, and there is not.',
    truncated: 'The events from position {{position}} to {{upTo}} were sealed and are gone.',
    stray: 'There can be no event at position {{position}}, and there is.',
    tree: 'The events are as they were sealed, but the stored tree was altered from position {{position}} on.',
    'stored-seal': 'The seal over {{position}} events in the database was altered.',
    unsigned: '{{count}} notes outside say that they are seals of this log and are not signed by its key.',
    'no-seal': 'There is no seal by this key to hold the log against.',
  },
  proven: '{{count}} events. To be checked with docs/verify/verify.mjs and the verifier key {{key}}',
  fileExists: '{{file}} exists already and is not overwritten. Choose another name.',
  noProof: {
    unknown: 'There is no item with the number or id “{{item}}”.',
    'not-sealed': 'This log was never sealed. Start a server with the role seal, or run duban seal.',
    'not-sealed-yet':
      'The newest event of “{{item}}” is not sealed yet (the newest seal ends at position {{number}}). Try again in a minute, or run duban seal.',
    altered: 'The event at position {{number}} is not as it was sealed. Run duban verify.',
  },
};
