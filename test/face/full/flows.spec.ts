import { afterAll, beforeAll, describe, it } from 'vitest';
import { describeWith } from '../../support/servers.ts';
import { Face } from '../support/face.ts';
import { FLOWS, walk } from '../support/flows.ts';
import { LOOKS } from '../support/looks.ts';
import { WORK_BEGINS } from '../support/work.ts';

await describeWith('chromium', 'with a keyboard', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
  });
  afterAll(() => face.close());

  describe.each(LOOKS)('in $language, $width px wide', (look) => {
    it.each(FLOWS)('$name', (flow) => walk(flow, face, look));
  });
});
