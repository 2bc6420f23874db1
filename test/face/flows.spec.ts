import { afterAll, beforeAll, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { Face } from './support/face.ts';
import { FLOWS, walk } from './support/flows.ts';
import { LOOKS } from './support/looks.ts';
import { WORK_BEGINS } from './support/work.ts';

// Each in one look, the looks in turn; `npm run test:face` goes through all of them.
await describeWith('chromium', 'with a keyboard', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
  });
  afterAll(() => face.close());

  const flows = FLOWS.map((flow, nth) => ({ flow, name: flow.name, look: LOOKS[nth % LOOKS.length] ?? {} }));
  it.each(flows)('$name, in $look.language, $look.width px wide', ({ flow, look }) => walk(flow, face, look));
});
