import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { loadPolicyOf } from '../check/head.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { readFile } from '../contracts/read-file.ts';
import type { SharedModules } from '../modules/graph.ts';
import { parseModule, type Module } from '../modules/module.ts';
import { createResolver, type Resolver } from '../modules/resolution/resolve.ts';
import { BASELINE_FILE } from '../policy/baseline.ts';
import { today } from '../policy/date.ts';
import type { PolicyDiagnostic } from '../policy/diagnostic.ts';
import { POLICY_FILES } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { keepFresh, stampOf, withUnsaved } from '../source/live.ts';
import { getOrMake } from '../source/memoize.ts';
import { existingFolder, realPath, repositoryFolder } from '../source/real-folder.ts';
import type { SourceTree } from '../source/tree.ts';
import { openWorkingTree } from '../source/working-tree.ts';

/** How long, in milliseconds, what was read of other files is taken to be what they say. A whole lint run mostly fits into it. */
const FRESH = 1_000;
/** How long the list of files, and with it all resolutions, is kept in an editor. */
const LISTED = 10_000;

interface Session {
  readonly tree: SourceTree;
  readonly policy: Policy;
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly resolver: Resolver;
  /** What has been read of each file, as long as that is the same. */
  readonly live: (file: string) => LiveFile;
  /** Stamps of all files that the policy was made of, and of the configuration that resolution has read. */
  readonly configuration: ReadonlyMap<string, string | undefined>;
  readonly opened: number;
  checked: number;
}

/** What has been read of a file as it is on disk. */
interface LiveFile {
  text?: string;
  module?: Module;
}

/** A text as ESLint hands it to a rule. */
export interface LintedText {
  readonly filename: string;
  /** Of a part of a file that a processor took out (`README.md/0.ts`), the file itself; else `filename`. */
  readonly physicalFilename: string;
  readonly text: string;
  readonly cwd: string;
}

/** A text in its repository: what the plugin needs to know to judge it. */
export interface PlacedText {
  readonly tree: SourceTree;
  readonly policy: Policy;
  readonly diagnostics: readonly PolicyDiagnostic[];
  /** Relative to the root. */
  readonly file: string;
  /** Reads the contracts of the file as the editor has it, everything else as it is on disk. */
  read(): Inventory;
}

/** By the folder that is their root. */
const sessions = new Map<string, Session>();
const kept = new Map<string, Session['live']>();

/** Finds the repository that a text belongs to, and its policy. */
export function placeText(linted: LintedText): PlacedText {
  const path = pathOf(linted);
  const session = openSession(rootOf(path, linted.cwd));
  const file = relative(session.tree.root, path).split(sep).join('/');
  const tree = withUnsaved(session.tree, new Map([[file, linted.text]]));
  const shared: SharedModules = { resolver: session.resolver, load: (name) => (name === file ? undefined : loadShared(session, name)) };
  return {
    tree,
    policy: session.policy,
    diagnostics: session.diagnostics,
    file,
    read: () => readFile(tree, session.policy.read, file, shared),
  };
}

/** Whether a text comes from no file: ESLint calls it `<input>` or `<text>`. */
export function isNameless(filename: string): boolean {
  return /^<\w+>$/.test(filename);
}

/**
 * Where a text is taken to stand, links of folders resolved, as roots are. A part of a file stands beside that file, since its imports are
 * relative to it; a text without a name in the working directory.
 */
function pathOf({ filename, physicalFilename, cwd }: LintedText): string {
  const isPart = filename !== physicalFilename && /^[\\/]/.test(filename.slice(physicalFilename.length));
  const name = isPart && filename.startsWith(physicalFilename) ? `${physicalFilename}#${basename(filename)}` : filename;
  // Of all languages, this extension reads most.
  const path = resolve(cwd, isNameless(name) ? `${name}.tsx` : name);
  return join(realPath(dirname(path)), basename(path));
}

/** The repository that a file is in, whatever folder the editor has opened; without one, that folder. */
function rootOf(path: string, cwd: string): string {
  const folder = existingFolder(dirname(path));
  const repository = repositoryFolder(folder);
  if (repository !== null) return repository;
  const opened = realPath(resolve(cwd));
  // An editor that was started nowhere in particular has the whole disk as its folder.
  return isInside(opened, path) && dirname(opened) !== opened ? opened : folder;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function loadShared({ live, tree }: Session, file: string): Module {
  return (live(file).module ??= parseModule(file, tree.read(file)));
}

function openSession(folder: string): Session {
  const session = sessions.get(folder);
  if (session && isFresh(session)) return session;
  const { tree: onDisk } = openWorkingTree(folder);
  const live = getOrMake(kept, onDisk.root, (root) => keepFresh<LiveFile>(root, FRESH, () => ({})));
  const tree: SourceTree = { ...onDisk, read: (file) => (live(file).text ??= onDisk.read(file)) };
  const read = new Set<string>([...POLICY_FILES, BASELINE_FILE]);
  const { policy, diagnostics } = loadPolicyOf(noteReads(tree, read), null, today());
  const configured = [...read, ...(session?.resolver.configuration ?? [])];
  const opened: Session = {
    tree,
    live,
    policy,
    diagnostics,
    resolver: createResolver(tree),
    configuration: new Map(configured.map((file) => [file, stampOf(tree.root, file)])),
    opened: Date.now(),
    checked: Date.now(),
  };
  sessions.set(folder, opened);
  return opened;
}

/** The tree, which notes the files that are read of it: a policy is spread over those of folders, what it extends, teams and vocabularies. */
function noteReads(tree: SourceTree, read: Set<string>): SourceTree {
  return {
    ...tree,
    read(file) {
      read.add(file);
      return tree.read(file);
    },
  };
}

function isFresh(session: Session): boolean {
  const now = Date.now();
  if (now - session.checked < FRESH) return true;
  if (now - session.opened > LISTED) return false;
  for (const [file, stamp] of session.configuration) if (stampOf(session.tree.root, file) !== stamp) return false;
  session.checked = Date.now();
  return true;
}
