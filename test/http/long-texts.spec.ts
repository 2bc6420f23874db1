import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportAnswer } from '#libs/contracts';
import { readAside } from '../../apps/server/src/reading/read-aside.ts';
import { Office } from '../support/office.ts';

const TALK = '会议指出，今年以来各项工作取得了积极进展，形势总体平稳。全市上下要进一步提高认识，形成工作合力。';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

describe('importing a text of 200,000 characters', () => {
  it('lets the server answer others meanwhile', async () => {
    const start = `${randomUUID()}\n会议强调，要大干60天。\n`;
    const text = start + TALK.repeat(200_000).slice(0, 200_000 - start.length);
    let imported = false;
    const importing = office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today }).finally(() => {
      imported = true;
    });
    let answered = 0;
    while (!imported) {
      expect((await office.app.stranger.get('/api/v1/status')).status).toBe(200);
      if (!imported) answered += 1;
    }
    expect((await importing).as(ImportAnswer)).toMatchObject({ known: false });
    // While its own thread reads, a few dozen; one or two when it is read by the thread that answers.
    expect(answered).toBeGreaterThan(10);
  });

  it('is given up when it takes too long', async () => {
    const given = { text: TALK.repeat(4000), meetingDate: '2024-03-01', calendar: 'cn', units: [] } as const;
    await expect(readAside(given, 1)).rejects.toMatchObject({ code: 'readout.too-heavy' });
  });

  it('proposes what a short one proposes, or says that it is too much', async () => {
    const given = { meetingDate: '2022-10-26', calendar: 'cn', units: [] } as const;
    const { proposals } = await readAside({ ...given, text: '会议强调，要大干60天。' });
    expect(proposals.map(({ clock }) => clock?.date)).toEqual(['2022-12-25']);
    const text = Array.from({ length: 501 }, (_, i) => `会议要求，第${i}组要在${i + 1}天内报送清单。`).join('\n');
    await expect(readAside({ ...given, text })).rejects.toMatchObject({ code: 'readout.too-many-proposals' });
  });
});
