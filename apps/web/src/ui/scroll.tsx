import type { ReactNode } from 'react';
import styles from './scroll.module.css';

const REACHED_BY_KEY = { tabIndex: 0 };

/** What is wider or longer than its place, and can be scrolled there by keyboard too. */
export function Scroll({ label, isLow = false, children }: { label: string; isLow?: boolean; children: ReactNode }) {
  return (
    <section className={styles.scroll} data-low={isLow || undefined} aria-label={label} {...REACHED_BY_KEY}>
      {children}
    </section>
  );
}
