import type { ReactNode } from 'react';
import styles from './choices.module.css';

interface Props<Value> {
  /** What is chosen between; read to those who do not see it. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly change: (value: Value) => void;
}

/** A few ways to show the same page, one of which holds. */
export function Choices<Value extends string | undefined>({ label, value, options, change }: Props<Value>) {
  return (
    <fieldset className={styles.choices}>
      <legend className="hidden-text">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value ?? ''}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => change(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
