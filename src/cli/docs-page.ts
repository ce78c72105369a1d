import { fileURLToPath } from 'node:url';
import { readTextFile } from '../source/outside.ts';

/** The text of a page under `docs/`, which is shipped with the program; null when there is none. */
export function readDocsPage(path: string): string | null {
  // The program runs from `dist/`, its tests from `src/`: the nearest folder above that has the page is the package.
  for (const up of ['..', '../..', '../../..']) {
    const text = readTextFile(fileURLToPath(new URL(`${up}/docs/${path}`, import.meta.url)));
    if (text !== undefined) return text;
  }
  return null;
}
