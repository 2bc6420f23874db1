import { Radio } from '@mantine/core';
import styles from './task.module.css';

/** One of a few, all of them in sight. */
export function Options(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  change: (value: string) => void;
  error?: string | null;
}) {
  return (
    <Radio.Group label={props.label} value={props.value} onChange={props.change} error={props.error} size="sm">
      <div className={styles.options}>
        {props.options.map(([value, label]) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </div>
    </Radio.Group>
  );
}
