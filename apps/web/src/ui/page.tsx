import { type ReactNode, useEffect } from 'react';
import { useTexts } from '../i18n/texts.tsx';
import styles from './page.module.css';

/** The head of a page: its name, which is the tab's too, what it tells of itself, and its one primary action. */
export function Page(props: {
  title: string;
  about?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}) {
  const { t } = useTexts();
  useEffect(() => {
    document.title = `${props.title} · ${t('web.name')}`;
  }, [props.title, t]);
  return (
    <div className={styles.page} data-wide={props.wide || undefined}>
      <div className={styles.head}>
        <div>
          <h1>{props.title}</h1>
          {props.about && <div className={styles.about}>{props.about}</div>}
        </div>
        {props.action && <div className={styles.action}>{props.action}</div>}
      </div>
      {props.children}
    </div>
  );
}
