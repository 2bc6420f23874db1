import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReadoutDetail } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { type Marked, passagesOf } from './passages.ts';
import styles from './source-text.module.css';

interface Props {
  readonly readout: ReadoutDetail;
  readonly proposals: Marked;
  /** The proposal that is looked at, by its place; its quote is scrolled into view. */
  readonly present: number | null;
  readonly look: (place: number) => void;
  /** Proposes what was selected; left out where nothing may be proposed. */
  readonly propose?: (selected: { exact: string; start: number }) => void;
}

/** The text as it was given, with what is quoted marked and told apart by number. */
export function SourceText({ readout, proposals, present, look, propose }: Props) {
  const { t } = useTexts();
  const passages = useMemo(() => passagesOf(readout.text.length, proposals), [readout.text, proposals]);
  const text = useRef<HTMLDivElement>(null);
  const mayPropose = propose !== undefined;
  const [selected, select] = useState<{ exact: string; start: number } | null>(null);

  useEffect(() => {
    if (present === null) return;
    text.current?.querySelector(`[data-places~="${present}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [present]);

  useEffect(() => {
    if (!mayPropose) return;
    const follow = () => select(selectionIn(text.current, readout.text));
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [mayPropose, readout.text]);

  return (
    <>
      <div ref={text} lang={readout.language} className={styles.text}>
        {passages.map(({ start, end, proposals: places, class: kind }) => {
          const words = readout.text.slice(start, end);
          const [first] = places;
          if (first === undefined)
            return (
              <span
                key={start}
                data-start={start}
                data-class={kind ?? undefined}
                title={kind ? t(`web.review.classes.${kind}` as 'web.review.classes.other') : undefined}
              >
                {words}
              </span>
            );
          return (
            <mark
              key={start}
              data-start={start}
              data-places={places.join(' ')}
              data-present={(present !== null && places.includes(present)) || undefined}
            >
              {words}
              <button type="button" data-number onClick={() => look(first)} lang={undefined}>
                <span className="hidden-text">{t('web.review.mark', { number: '' })}</span>
                {places.map((place) => place + 1).join(',')}
              </button>
            </mark>
          );
        })}
      </div>
      {propose && selected && (
        <div className={styles.selected}>
          <Button
            onClick={() => {
              propose(selected);
              select(null);
            }}
          >
            {t('web.review.byHandPropose')}
          </Button>
          <q>{selected.exact.length > 40 ? `${selected.exact.slice(0, 40)}…` : selected.exact}</q>
        </div>
      )}
    </>
  );
}

/** What is selected in the text, with where it starts in it; null when nothing is, or when it does not stand in the text like that. */
function selectionIn(element: HTMLElement | null, text: string): { exact: string; start: number } | null {
  const selection = getSelection();
  if (!element || !selection || selection.isCollapsed || !element.contains(selection.anchorNode)) return null;
  const ends = [
    offsetOf(selection.anchorNode, selection.anchorOffset),
    offsetOf(selection.focusNode, selection.focusOffset),
  ].sort((a, b) => a - b);
  const [from = 0, to = 0] = ends;
  const raw = text.slice(from, to);
  const exact = raw.trim();
  return exact.length > 1 ? { exact, start: from + raw.indexOf(exact) } : null;
}

function offsetOf(node: Node | null, offset: number): number {
  const passage = (node instanceof HTMLElement ? node : node?.parentElement)?.closest<HTMLElement>('[data-start]');
  return Number(passage?.dataset.start ?? 0) + offset;
}
