export { normalise } from './normalise.ts';
export type { Proposal, Proposals, ProposedDeadline } from './propose.ts';
export { propose } from './propose.ts';
export type { Quote } from './quote.ts';
export { selectQuote } from './quote.ts';
export type { ReadoutLanguage } from './words.ts';
