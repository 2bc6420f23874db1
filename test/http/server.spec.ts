import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Health } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

describe('health', () => {
  it('tells how far each projection is', async () => {
    const checks = await until(async () => {
      const health = (await office.app.stranger.get('/health/ready')).as(Health);
      return (
        Object.values(health.checks).every(({ detail }) =>
          /^(answers|0 events behind, 0 streams parked|\d+ events not sealed yet, last tried .*)$/.test(detail),
        ) && health.checks
      );
    });
    expect(Object.keys(checks)).toEqual(expect.arrayContaining(['database', 'directives', 'organisation', 'tasks']));
    expect((await office.app.stranger.get('/health/live')).as(Health)).toEqual({ status: 'up', checks: {} });
  });
});

describe('the figures for Prometheus', () => {
  it('count requests by route, not by address', async () => {
    await office.clerk.get(`/api/v1/tasks/11111111-1111-4111-8111-111111111111`);
    const { text } = await office.app.stranger.get('/metrics');
    expect(text).toContain('duban_http_request_seconds_count{method="GET",route="/api/v1/tasks/:id",status="404"} 1');
    expect(text).not.toContain('11111111');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('are for the machine itself', async () => {
    const proxied = await office.app.stranger.get('/metrics', { 'x-forwarded-for': '203.0.113.7' });
    expect(proxied.outcome).toBe('404 item.not-found');
  });
});

describe('every answer', () => {
  it('forbids scripts from elsewhere, framing, and guessing of types', async () => {
    const { headers } = await office.app.stranger.get('/api/docs');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('bears the id under which the request is logged, the caller’s own when it is fit', async () => {
    const own = await office.app.stranger.get('/api/v1/tasks', { 'x-request-id': 'abc-123' });
    expect([own.headers.get('x-request-id'), own.problem.traceId]).toEqual(['abc-123', 'abc-123']);
    const unfit = await office.app.stranger.get('/api/v1/tasks', { 'x-request-id': 'a b' });
    expect(unfit.problem.traceId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
