import { folderOf } from '../source/paths.ts';
import type { Collector } from './documents.ts';
import { POLICY_FILE } from './find.ts';
import { didYouMean } from './nearest.ts';
import { presets } from './presets.generated.ts';

/** What one entry of `extends` means. */
export type ExtendsTarget =
  | { readonly kind: 'preset'; readonly name: string }
  | ({ readonly kind: 'file' } & FileTarget)
  | { readonly kind: 'problem'; readonly message: string; readonly hint: string | null };

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
}

/** A file of the repository, or of an installed package. */
export interface FileTarget {
  readonly file: string;
  readonly package: InstalledPackage | null;
}

const PACKAGE_ENTRY = /^((?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)@([^/@]+)(?:\/(.+))?$/i;

const EXTENSION = /\.(ya?ml|json)$/;

/** Finds what an entry of `extends` names. Paths are relative to the file that holds the entry, and stay inside the repository or the package. */
export function resolveExtends(collector: Collector, entry: string, from: FileTarget): ExtendsTarget {
  if (presets.has(entry)) return { kind: 'preset', name: entry };
  const installed = PACKAGE_ENTRY.exec(entry);
  if (installed && !entry.startsWith('.'))
    return resolvePackage(collector, installed[1] ?? '', installed[2] ?? '', installed[3] ?? POLICY_FILE);
  if (entry.startsWith('./') || entry.startsWith('../') || EXTENSION.test(entry)) return resolveFile(collector, entry, from);
  const near = didYouMean(entry, presets.keys());
  if (near) return problem(`There is no preset "${entry}".`, near);
  return problem(
    `"${entry}" is neither a preset nor a file nor a pinned package.`,
    `Presets: ${[...presets.keys()].join(', ')}. Files begin with "./". Packages are pinned: "${entry}@1.0.0".`,
  );
}

/** A path relative to a file, or the reason why it is refused. */
export function resolveRelative(
  collector: Collector,
  path: string,
  from: FileTarget,
): string | { readonly message: string; readonly hint: string | null } {
  const root = from.package ? `node_modules/${from.package.name}` : '';
  const file = joinInside(folderOf(from.file), path, root);
  if (file === null)
    return { message: `"${path}" leads out of ${from.package ? 'the package' : 'the repository'}.`, hint: 'Use a file inside.' };
  const isThere = from.package ? collector.readPackageFile(file) !== null : collector.tree.has(file);
  if (isThere) return file;
  const candidates = from.package ? [] : collector.tree.files().filter((name) => EXTENSION.test(name));
  return { message: `There is no file "${file}".`, hint: didYouMean(file, candidates) };
}

function resolveFile(collector: Collector, entry: string, from: FileTarget): ExtendsTarget {
  const file = resolveRelative(collector, entry, from);
  if (typeof file === 'string') return { kind: 'file', file, package: from.package };
  const name = entry.slice(entry.lastIndexOf('/') + 1).replace(EXTENSION, '');
  return problem(file.message, file.hint ?? (presets.has(name) ? `The preset of this name is written "${name}".` : null));
}

function resolvePackage(collector: Collector, name: string, version: string, path: string): ExtendsTarget {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    return problem(`The package "${name}" is not pinned: "${version}" is no exact version.`, `Write "${name}@1.2.3".`);
  }
  const manifest = collector.readPackageFile(`node_modules/${name}/package.json`);
  if (manifest === null) return problem(`The package "${name}" is not installed.`, `Install ${name}@${version} first.`);
  const installed = versionIn(manifest);
  if (installed !== version && !collector.takesInstalled)
    return problem(
      `The package "${name}" is installed in version ${installed ?? 'unknown'}, not ${version}.`,
      'Install the pinned version, or pin the installed one.',
    );
  const file = joinInside(`node_modules/${name}`, path, `node_modules/${name}`);
  if (file === null) return problem(`"${path}" leads out of the package.`, 'Use a file inside.');
  if (collector.readPackageFile(file) === null)
    return problem(`The package "${name}" has no file "${path}".`, `Name a file of it: "${name}@${version}/file.yaml".`);
  return { kind: 'file', file, package: { name, version } };
}

function versionIn(manifest: string): string | null {
  try {
    const data: unknown = JSON.parse(manifest);
    const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : null;
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

/** Joins a relative path to a folder; null when it leaves `root`. */
function joinInside(folder: string, path: string, root: string): string | null {
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  const file = segments.join('/');
  return root === '' || file.startsWith(`${root}/`) ? file : null;
}

function problem(message: string, hint: string | null): ExtendsTarget {
  return { kind: 'problem', message, hint };
}
