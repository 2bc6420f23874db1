import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { remove } from '../api/client.ts';
import { useTexts } from '../i18n/texts.tsx';
import { singleKeysOn, switchSingleKeys } from '../keys/registry.ts';
import { presentTypeSize, setTypeSize, TYPE_SIZES } from '../ui/theme.ts';
import { placesOf } from './places.ts';
import styles from './shell.module.css';
import { useSignedIn } from './signed-in.tsx';

/** Who one is, how large the type is, whether single keys work, and the way out. */
export function AccountMenu({ showKeys }: { showKeys: () => void }) {
  const { t, name } = useTexts();
  const { session, signedOut } = useSignedIn();
  const [size, choose] = useState(presentTypeSize);
  const [keysOn, setKeysOn] = useState(singleKeysOn);

  async function signOut() {
    await remove('/session').catch(() => undefined);
    if (session.endAddress) location.assign(session.endAddress);
    else signedOut();
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={styles.tool}>
          {session.person.name} <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.posts.map(({ unit, title }) => `${name(unit.name)} ${name(title)}`).join(', ')}
        </Menu.Label>
        {placesOf(session)
          .filter(({ aside }) => aside)
          .map(({ to, name: place }) => (
            <Menu.Item key={to} renderRoot={(props) => <Link to={to} {...props} />}>
              {t(`web.nav.${place}`)}
            </Menu.Item>
          ))}
        <Menu.Divider />
        {TYPE_SIZES.map((one) => (
          <Menu.Item
            key={one}
            role="menuitemradio"
            aria-checked={size === one}
            closeMenuOnClick={false}
            rightSection={size === one ? '✓' : null}
            onClick={() => {
              setTypeSize(one);
              choose(one);
            }}
          >
            {t(`web.account.typeSize.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={keysOn}
          closeMenuOnClick={false}
          rightSection={keysOn ? '✓' : null}
          onClick={() => {
            switchSingleKeys(!keysOn);
            setKeysOn(!keysOn);
          }}
        >
          {t('web.keys.single')}
        </Menu.Item>
        <Menu.Item onClick={showKeys}>{t('web.keys.help')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item component="a" href="/api/docs">
          {t('web.account.api')}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{t('web.account.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
