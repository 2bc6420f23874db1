import { useEffect, useRef } from 'react';
import styles from './evidence.module.css';

const SIDE = 96;

/** A small picture of a picture that was chosen here; of anything else, and of what is no picture in truth, a sheet. */
export function Thumbnail({ file }: { file: File | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file?.type ?? '');
  useEffect(() => {
    if (file && isPicture) void draw(file, canvas.current);
  }, [file, isPicture]);
  return (
    <span className={styles.thumbnail} aria-hidden="true">
      {isPicture && <canvas ref={canvas} width={SIDE} height={SIDE} />}
    </span>
  );
}

/** The middle of the picture, as pixels: whatever else the file holds does not come along. */
async function draw(file: File, canvas: HTMLCanvasElement | null): Promise<void> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return;
  const side = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas?.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  picture.close();
}
