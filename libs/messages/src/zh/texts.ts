import { cli } from './cli.ts';
import { digest } from './digest.ts';
import { evaluation } from './evaluation.ts';
import { failures } from './failures.ts';
import { feed } from './feed.ts';
import { keep } from './keep.ts';
import { keys } from './keys.ts';
import { mail } from './mail.ts';
import { problems } from './problems.ts';
import { projections } from './projections.ts';
import { asks, assumes, readings } from './readings.ts';
import { report } from './report.ts';
import { rules } from './rules.ts';
import { seal } from './seal.ts';
import { setup } from './setup.ts';
import { story } from './story.ts';
import { terms } from './terms.ts';
import { web } from './web.ts';
import { why } from './why.ts';

/** The Chinese texts; their keys are the keys. A file per part of the product, the same file in `en`. */
export const zh = {
  asks,
  assumes,
  cli,
  digest,
  evaluation,
  failures,
  feed,
  keep,
  keys,
  mail,
  problems,
  projections,
  readings,
  report,
  rules,
  seal,
  setup,
  story,
  terms,
  web,
  why,
};
