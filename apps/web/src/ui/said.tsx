import { type ReactNode, useState } from 'react';
import styles from './said.module.css';

/** Keeps what was done last, to be told on the page, where it stays until something else is done. */
export function useSaid() {
  const [said, say] = useState<ReactNode>(null);
  return { said: <Said>{said}</Said>, say };
}

function Said({ children }: { children: ReactNode }) {
  return (
    <div role="status" className={styles.said} data-empty={children === null || undefined}>
      {children}
    </div>
  );
}
