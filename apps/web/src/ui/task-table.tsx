import type { ReactNode } from 'react';
import type { TaskRow } from '#libs/contracts';
import { useTexts } from '../language.tsx';
import { Due } from './due.tsx';
import { Light } from './light.tsx';

/** Tasks as a table; on a narrow screen each row becomes a card, its cells named by `data-label`. */
export function TaskTable({
  caption,
  tasks,
  today,
  action,
}: {
  caption: string;
  tasks: readonly TaskRow[];
  today: string;
  action?: (task: TaskRow) => ReactNode;
}) {
  const { t, name } = useTexts();
  const columns = ['number', 'title', 'unit', 'due', 'light', 'percent', 'status'] as const;
  const label = (column: (typeof columns)[number]) => t(`web.column.${column}`);
  return (
    <table className="tasks">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {label(column)}
            </th>
          ))}
          {action && <td />}
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <th scope="row" data-label={label('number')}>
              {task.number}
            </th>
            <td data-label={label('title')}>{task.title}</td>
            <td data-label={label('unit')}>{name(task.leadUnit.name)}</td>
            <td data-label={label('due')} className="due">
              <Due task={task} today={today} />
            </td>
            <td data-label={label('light')}>
              <Light light={task.light} reasons={task.lightReasons} />
            </td>
            <td data-label={label('percent')} className="percent">
              <progress max={100} value={task.percent} aria-label={label('percent')} /> {task.percent}%
            </td>
            <td data-label={label('status')}>{t(`terms.taskStatus.${task.status}`)}</td>
            {action && <td className="action">{action(task)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
