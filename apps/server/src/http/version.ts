import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this program: that of the nearest package.json above this file, from source and from `dist/` alike. */
export const VERSION = (
  JSON.parse(readFileSync(nearest('package.json', import.meta.dirname), 'utf8')) as { version: string }
).version;

function nearest(file: string, directory: string): string {
  const path = join(directory, file);
  return existsSync(path) ? path : nearest(file, dirname(directory));
}
