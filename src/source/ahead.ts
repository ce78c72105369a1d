import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { askAhead } from './git.ts';
import { LISTING } from './listing.ts';
import { realFolder } from './real-folder.ts';
import { IDENTITY } from './repository.ts';

/** What is being asked, by folder. */
const asked = new Map<string, Promise<void>>();

/**
 * Asks git for what every look at a working tree begins with, while the program is still being loaded. What is wrong with the
 * folder is told by who opens it.
 * @param folder a folder of the repository, or nothing for the current one
 */
export function lookAhead(folder = '.'): Promise<void> {
  let root: string;
  try {
    root = realFolder(folder);
  } catch {
    return Promise.resolve();
  }
  let pending = asked.get(root);
  if (!pending) asked.set(root, (pending = askBoth(root)));
  return pending;
}

async function askBoth(folder: string): Promise<void> {
  await Promise.all([askAhead(folder, IDENTITY), askAhead(likelyTop(folder), LISTING)]);
}

/** The repository's top folder, by the look of it: where git says otherwise, the list is asked again. */
function likelyTop(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(`${at}/.git`)) return at;
    if (at === dirname(at)) return folder;
  }
}
