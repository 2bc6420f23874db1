import { concurrencyCases } from './testing/concurrency-cases.ts';
import type { ContractCase } from './testing/contract-case.ts';
import { importCases } from './testing/import-cases.ts';
import { readingCases } from './testing/reading-cases.ts';
import { receiptAndStateCases } from './testing/receipt-and-state-cases.ts';

export {
  append,
  contractSchemas,
  meta,
  type Noted,
  noted,
  on,
  outcomes,
  receipt,
  state,
  textsOf,
} from './testing/samples.ts';

export type { ContractCase };

/** All that `EventLog` promises to those who append and read, whoever else appends to the database meanwhile. */
export const eventLogContract: readonly ContractCase[] = [
  ...readingCases,
  ...concurrencyCases,
  ...receiptAndStateCases,
  ...importCases,
];
