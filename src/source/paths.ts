import { posix } from 'node:path';
import { EncodingError, SourceError } from './tree.ts';

/** Orders strings by UTF-16 code unit: the one order of paths everywhere, whatever git or the file system gives. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The folder of a `/`-separated path, `''` at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Of what a path that is not in its plain form has one: `..`, `a//b`, `a/`. */
const NOT_PLAIN = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** As `posix.join` of a folder in its plain form and a path: most are plain too, and need not be taken apart. */
export function joinPath(folder: string, path: string): string {
  const inner = path.startsWith('./') ? path.slice(2) : path;
  if (NOT_PLAIN.test(inner)) return posix.join(folder, path);
  return folder === '' ? inner : `${folder}/${inner}`;
}

/** Where a path leads once the links in it are followed. */
export type Destination =
  { readonly kind: 'inside'; readonly path: string } | { readonly kind: 'outside'; readonly target: string } | { readonly kind: 'loop' };

/** As many links as Linux follows in one path (MAXSYMLINKS). */
const MOST_LINKS = 40;

/**
 * Follows the links in `path`, component by component, without leaving the tree. Working tree and revision share this,
 * so that a link means the same on both sides; absolute targets therefore count as outside, wherever they lead.
 * @param linkAt the target of the link at a path that has no links above it; undefined when it is no link
 */
export function followLinks(path: string, linkAt: (path: string) => string | undefined): Destination {
  let rest = path.split('/');
  const done: string[] = [];
  let followed = 0;
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (done.pop() === undefined) return { kind: 'outside', target: ['..', ...rest].join('/') };
      continue;
    }
    const here = [...done, part].join('/');
    const target = linkAt(here);
    if (target === undefined) {
      done.push(part);
      continue;
    }
    followed += 1;
    if (followed > MOST_LINKS) return { kind: 'loop' };
    if (isAbsolute(target)) return { kind: 'outside', target };
    rest = [...target.split('/'), ...rest];
  }
  return { kind: 'inside', path: done.join('/') };
}

function isAbsolute(target: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(target);
}

/** Whether a path leads to a file of the tree. */
export function isInside(
  destination: Destination,
  isFile: (path: string) => boolean,
): destination is Extract<Destination, { readonly kind: 'inside' }> {
  return destination.kind === 'inside' && isFile(destination.path);
}

/**
 * The file of the tree that `path` leads to.
 * @throws {SourceError} when it leads out of the tree, to what is no file of it, or in a circle
 */
export function demandInside(path: string, destination: Destination, isFile: (path: string) => boolean): string {
  if (isInside(destination, isFile)) return destination.path;
  throw new SourceError(
    `"${path}" is a link ${describe(destination)}.`,
    path,
    'Replace the link by the file itself, or by a relative link to a file of the repository.',
  );
}

function describe(destination: Destination): string {
  switch (destination.kind) {
    case 'inside':
      return `to "${destination.path}", which is no file of the repository`;
    case 'outside':
      return `out of the repository, to "${destination.target}"`;
    case 'loop':
      return 'that leads back to itself';
  }
}

/** Whether the bytes of a name may be no UTF-8: they are gone when the name has become text, and two such names may be one then. */
export function isGarbled(path: string): boolean {
  return path.includes('\uFFFD');
}

/** The error for a file that cannot be named. */
export function garbledName(file: string): EncodingError {
  return new EncodingError(`The name of "${file}" is not UTF-8.`, file, 'Rename the file, or exclude it in the policy.');
}

/** The error for a path that is not in the tree. */
export function noSuchFile(file: string): SourceError {
  return new SourceError(`There is no file "${file}".`, file);
}
