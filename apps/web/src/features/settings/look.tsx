import { Checkbox, Radio, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { singleKeysOn, switchSingleKeys } from '../../keys/registry.ts';
import { presentTypeSize, setTypeSize, TYPE_SIZES } from '../../ui/theme.ts';
import { Part } from './part.tsx';
import styles from './settings.module.css';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Language, type size, light or dark, and single keys. All but the language are kept on this device. */
export function Look() {
  const { t, language, setLanguage } = useTexts();
  const { send } = useCommand();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [size, choose] = useState(presentTypeSize);
  const [keysOn, setKeysOn] = useState(singleKeysOn);
  return (
    <Part title={t('web.settings.look')}>
      <Radio.Group
        label={t('web.settings.language')}
        value={language}
        onChange={(chosen) => {
          const next = chosen === 'zh' ? 'zh' : 'en';
          setLanguage(next);
          void send<object>('/session/language', { language: next });
        }}
      >
        <div className={styles.options}>
          <Radio value="zh" label="中文" lang="zh" />
          <Radio value="en" label="English" lang="en" />
        </div>
      </Radio.Group>
      <Radio.Group
        label={t('web.settings.size')}
        value={size}
        onChange={(chosen) => {
          const next = TYPE_SIZES.find((one) => one === chosen) ?? 'normal';
          setTypeSize(next);
          choose(next);
        }}
      >
        <div className={styles.options}>
          {TYPE_SIZES.map((one) => (
            <Radio key={one} value={one} label={t(`web.account.typeSize.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group
        label={t('web.settings.theme')}
        value={colorScheme}
        onChange={(chosen) => setColorScheme(SCHEMES.find((one) => one === chosen) ?? 'auto')}
      >
        <div className={styles.options}>
          {SCHEMES.map((one) => (
            <Radio key={one} value={one} label={t(`web.settings.themes.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <Checkbox
        label={t('web.keys.single')}
        checked={keysOn}
        onChange={(event) => {
          switchSingleKeys(event.currentTarget.checked);
          setKeysOn(event.currentTarget.checked);
        }}
      />
    </Part>
  );
}
