import { afterAll, beforeAll, expect, it } from 'vitest';
import { Health, TaskDetail } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

it('An item on which newer code has written is told as such, the health shows it, and everything else goes on', async () => {
  const { id: taskId } = await office.task();
  // Appends of the server's own roles may come in between: then the position is taken, and the next is tried.
  await until(() =>
    office.app
      .sql(
        `INSERT INTO event (position, stream_id, recorded_at, version, schema_version, type, data, meta)
         SELECT (SELECT max(position) + 1 FROM event), stream_id, (SELECT max(recorded_at) FROM event), version + 1, 99, type, data, meta
         FROM event WHERE stream_id = $1 ORDER BY version DESC LIMIT 1`,
        [taskId],
      )
      .then(
        () => true,
        () => false,
      ),
  );
  expect((await office.clerk.get(`/api/v1/tasks/${taskId}`)).outcome).toBe('503 server.outdated');
  expect((await office.clerk.post(`/api/v1/tasks/${taskId}/urge`, { text: '请抓紧办理' })).outcome).toBe(
    '503 server.outdated',
  );
  const other = await office.task();
  expect((await office.clerk.get(`/api/v1/tasks/${other.id}`)).as(TaskDetail).id).toBe(other.id);
  const live = await until(async () => (await office.app.stranger.get('/health/ready')).as(Health).checks.live);
  expect(live).toEqual({
    status: 'down',
    detail: expect.stringMatching(/^1 events left out; Event type \w+, schema version 99, is unknown: start a version/),
  });
  expect((await office.app.stranger.get('/metrics')).text).toContain('duban_live_events_skipped 1');
});
