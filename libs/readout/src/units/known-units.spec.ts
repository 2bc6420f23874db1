import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { propose } from '../index.ts';
import { unitNamesOf } from './known-units.ts';

const names = unitNamesOf([
  { name: '市发展和改革委员会' },
  { name: '市人力资源和社会保障局' },
  { name: '市财政局', aliases: ['财政局'] },
  { name: '市城市管理局' },
  { name: '市城市建设管理局' },
  { name: 'City Planner' },
]);

describe('the units of a deployment', () => {
  it.each([
    ['市发改委', '市发展和改革委员会'],
    ['市人社局', '市人力资源和社会保障局'],
    ['財政局', '市财政局'],
    ['the City Planner', 'City Planner'],
  ])('are meant by %s', (words, name) => expect(names.unitNamed(words)?.name).toBe(name));

  it.each(['市城管局', '县发改委', '委', '', '住建局'])('are not guessed from %s', (words) =>
    expect(names.unitNamed(words)).toBeNull(),
  );

  it('are named beside the words of the text', () => {
    const options = { meetingDate: '2022-10-26', calendar: chinaCalendar, units: [{ name: '市发展和改革委员会' }] };
    const [proposal] = propose('市发改委要在11月底前报送清单。', options).proposals;
    expect(proposal).toMatchObject({
      leadUnit: '市发改委',
      knownUnits: [{ words: '市发改委', name: '市发展和改革委员会' }],
    });
  });
});
