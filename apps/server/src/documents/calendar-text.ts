import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type Language, translator } from '#libs/messages';
import type { DueDate } from '../read-models/list-due-dates.ts';

/** How often a calendar is asked to look again. */
const REFRESH_SECONDS = 3600;

/**
 * Due dates as an iCalendar feed (RFC 5545): one event of the whole day for each task, always under the same UID; SEQUENCE grows
 * with every change of the task, and one that is over is CANCELLED. The same dates give the same text, byte for byte.
 */
export function calendarText(
  dates: readonly DueDate[],
  { name, language, publicUrl }: { name: string; language: Language; publicUrl: string | null },
): string {
  const t = translator(language);
  const calendar = ical({
    name,
    prodId: { company: 'Duban', product: 'Duban', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const { taskId, number, title, leadUnit, day, isOver, version, changedAt } of dates) {
    calendar.createEvent({
      id: `task-${taskId}@duban`,
      sequence: version,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      stamp: new Date(changedAt),
      lastModified: new Date(changedAt),
      summary: t('feed.event', { number, title }),
      description: t('feed.leadUnit', { unit: leadUnit[language] }),
      status: isOver ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(publicUrl ? { url: `${publicUrl.replace(/\/$/, '')}/#/tasks/${taskId}` } : {}),
    });
  }
  return calendar.toString();
}
