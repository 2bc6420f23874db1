import { useTexts } from '../i18n/texts.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './keys-help.module.css';
import { useKeyGroups } from './registry.ts';

/** Every key that works on this page, from the registry itself, so that the help cannot drift. */
export function KeysHelp({ close }: { close: () => void }) {
  const { t } = useTexts();
  const groups = useKeyGroups();
  return (
    <Dialog title={t('web.keys.help')} close={close}>
      {groups.map(({ title, bindings }) => (
        <section key={title} className={styles.group}>
          <h3>{title}</h3>
          <dl>
            {bindings.map(({ keys, label }) => (
              <div key={keys}>
                <dt>
                  <kbd>{keyText(keys, t('web.keys.space'))}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="muted">{t('web.keys.switchHint')}</p>
    </Dialog>
  );
}

function keyText(keys: string, space: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  return keys
    .replace('mod+', isMac ? '⌘ ' : 'Ctrl ')
    .replace('enter', '↵')
    .replace(/^ $/, space)
    .toUpperCase()
    .replace('CTRL', 'Ctrl');
}
