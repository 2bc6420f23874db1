import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** What stands where nothing is, with the next step. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}
