import { setUp } from './setup.mjs';

await setUp();
console.error('dist/ is built from the sources as they are.');
