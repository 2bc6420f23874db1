import type { organisationProblems as zh } from '../zh/problems-of-organisation.ts';

export const organisationProblems: typeof zh = {
  'unit-exists': 'The unit {{unitId}} exists already.',
  'unit-unknown': 'There is no unit {{unitId}}.',
  'office-exists': 'There is one supervision office only.',
  'post-exists': 'The post {{postId}} exists already.',
  'post-unknown': 'There is no post {{postId}}.',
  'last-officer': 'Of each of the three officers there must be one; grant the role to somebody else first.',
  'officer-alone':
    'Whoever is system administrator, security officer or auditor is that alone; revoke the other roles first, or choose somebody else.',
  'officer-holds-no-post':
    'The system administrator, the security officer and the auditor hold no post; vacate the post first, or choose somebody else.',
  'post-vacant': 'Nobody holds this post, so that nobody can be stood in for; have somebody hold it first.',
  'deputy-is-holder': 'The deputy holds the post already; choose somebody else.',
  'delegation-past':
    'From {{from}} to {{to}} is over or ends before it begins; choose a last day that is not before {{today}}.',
  'delegation-too-long': 'A delegation lasts {{days}} days at most; for longer, have somebody else hold the post.',
  'delegation-unknown': 'There is no such delegation.',
  'post-delegated': 'The post has a deputy from {{from}} to {{to}} already; revoke that first, or choose other days.',
  'successor-is-holder': 'The successor holds the post already; choose somebody else.',
  'hand-over-open': 'There is such a sheet already that waits to be signed; sign that one.',
  'hand-over-unknown': 'There is no such hand-over sheet.',
  'signed-by-another': 'Only the person named there signs here.',
  'not-handed-over': 'It has not been handed over yet; take it over after that.',
  'other-sheet': 'What was handed over is the sheet as of position {{position}}; open that one, check it, and sign it.',
};
