import { labelledReadouts } from '../readouts/corpus.ts';
import { whyNotLinear } from './linear.ts';
import { builtPatterns, literalPatterns } from './patterns.ts';

// Says which regular expressions, of those given or else of ours, a text can make slow, and ends with 1 if there is one.

const given = process.argv.slice(2).map((source) => ({ at: 'given', source, flags: '' }));
let slow = 0;
for (const pattern of given.length > 0 ? given : await ours()) {
  const why = await whyNotLinear(pattern);
  if (!why) continue;
  slow += 1;
  process.stdout.write(`${pattern.at} /${pattern.source}/${pattern.flags}\n  ${why.slice(0, 200)}\n`);
}
// recheck leaves its helper process running.
process.exit(slow > 0 ? 1 : 0);

async function ours() {
  const built = await builtPatterns(labelledReadouts('texts').map(({ body }) => body));
  return [...literalPatterns(), ...built];
}
