// Lets plain Node run the sources: `node --conditions=source --import ./test/bench/support/typescript.mjs FILE.ts`.

import { register } from 'node:module';

register('./typescript-hook.mjs', import.meta.url);
