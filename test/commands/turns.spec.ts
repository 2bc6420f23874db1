import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from '../../apps/server/src/commands/turns.ts';

it('whoever wants the same thing has it one after another, and whoever wants another does not wait', async () => {
  const [turns, log] = [new Turns(), [] as string[]];
  const work = (name: string, ms: number) => async () => {
    log.push(`${name} begins`);
    await pause(ms);
    log.push(`${name} ends`);
    return name;
  };
  const answers = await Promise.all([
    turns.take('book', work('first', 20)),
    turns.take('book', work('second', 0)),
    turns.take('other', work('elsewhere', 0)),
  ]);
  expect(answers).toEqual(['first', 'second', 'elsewhere']);
  expect(log.filter((line) => !line.startsWith('elsewhere'))).toEqual([
    'first begins',
    'first ends',
    'second begins',
    'second ends',
  ]);
  expect(log.indexOf('elsewhere ends')).toBeLessThan(log.indexOf('first ends'));
});

it('a turn that fails is told to its own caller only, and the next has its turn', async () => {
  const turns = new Turns();
  const failing = turns.take('book', () => Promise.reject(new Error('refused')));
  const next = turns.take('book', async () => 'done');
  await expect(failing).rejects.toThrow('refused');
  expect(await next).toBe('done');
});
