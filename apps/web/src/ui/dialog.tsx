import { CloseButton, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts.tsx';
import styles from './dialog.module.css';

interface Props {
  readonly title: string;
  readonly close: () => void;
  readonly wide?: boolean;
  /** Without a visible title and close button, for what closes by choosing. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** A dialog over the page, named by its title; Escape closes it and the focus goes back to where it was. */
export function Dialog({ title, close, wide = false, bare = false, children }: Props) {
  const { t } = useTexts();
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
  return (
    // Without the kit's scroll lock, which writes a style element that the content security policy refuses.
    <Modal.Root
      opened
      onClose={close}
      size={wide ? 'lg' : 'md'}
      centered
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body p={bare ? 0 : 'md'}>
          {!bare && (
            <div className={styles.head}>
              <h2>{title}</h2>
              <CloseButton onClick={close} aria-label={t('web.close')} />
            </div>
          )}
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
