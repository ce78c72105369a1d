import { askAhead } from './git.ts';
import { LISTING } from './listing.ts';
import { realFolder } from './real-folder.ts';
import { IDENTITY } from './repository.ts';

/** What is being asked, by folder. */
const asked = new Map<string, Promise<void>>();

/**
 * Asks git for what every look at a working tree begins with, while the program is still being loaded. What is wrong with the
 * folder is told by who opens it.
 * @param folder the repository's top folder, or nothing for the current one; for any other folder the list is asked again
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

async function askBoth(root: string): Promise<void> {
  await Promise.all([askAhead(root, IDENTITY), askAhead(root, LISTING)]);
}
