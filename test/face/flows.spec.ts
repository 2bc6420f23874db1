import { afterAll, beforeAll, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { Face } from './support/face.ts';
import { FLOWS, walk } from './support/flows.ts';
import { LOOKS } from './support/looks.ts';

// Each once, the looks in turn; `npm run test:face` goes through each in every look.
await describeWith('chromium', 'with a keyboard', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  it.each(FLOWS.map((flow, place) => ({ ...flow, look: LOOKS[place % LOOKS.length] ?? {} })))('$name', (flow) =>
    walk(flow, face, flow.look),
  );
});
