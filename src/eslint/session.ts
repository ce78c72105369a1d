import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { readFile } from '../contracts/read.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { parseModule, type Module } from '../modules/module.ts';
import { createResolver, type Resolver } from '../modules/resolve.ts';
import { loadPolicy } from '../policy/load.ts';
import type { Policy, PolicyDiagnostic } from '../policy/policy.ts';
import { rules } from '../rules/index.ts';
import { overlay, stampOf } from '../source/live.ts';
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
  readonly modules: Map<string, { readonly module: Module; readonly stamp: string | undefined }>;
  /** Stamps of the policy's files and of the configuration that resolution has read. */
  readonly configuration: ReadonlyMap<string, string | undefined>;
  readonly opened: number;
  checked: number;
}

/** What the plugin needs to know to judge one file's text. */
export interface FileReading {
  readonly tree: SourceTree;
  readonly policy: Policy;
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly inventory: Inventory;
  /** Relative to the root. */
  readonly file: string;
}

const sessions = new Map<string, Session>();
const roots = new Map<string, string>();
const parsed = new Map<string, Session['modules']>();

/** Reads the contracts of a file as the editor has it, everything else as it is on disk. */
export function readText(filename: string, text: string, cwd: string): FileReading {
  const folder = isInside(cwd, filename) ? cwd : dirname(filename);
  const session = openSession(folder);
  const path = isAbsolute(filename) ? filename : resolve(cwd, filename);
  const file = relative(session.tree.root, path).split(sep).join('/');
  const tree = overlay(session.tree, new Map([[file, text]]));
  const inventory = readFile(tree, session.policy.read, file, {
    resolver: session.resolver,
    load: (name) => (name === file ? undefined : loadShared(session, name)),
  });
  return { tree, policy: session.policy, diagnostics: session.diagnostics, inventory, file };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

function loadShared(session: Session, file: string): Module | undefined {
  const known = session.modules.get(file);
  if (known) return known.module;
  const module = parseModule(file, session.tree.read(file));
  session.modules.set(file, { module, stamp: stampOf(session.tree.root, file) });
  return module;
}

function openSession(folder: string): Session {
  const known = roots.get(folder);
  const session = known === undefined ? undefined : sessions.get(known);
  if (session && isFresh(session)) return session;
  const { tree } = openWorkingTree(folder);
  const { policy, diagnostics } = loadPolicy(tree, {
    today: new Date().toISOString().slice(0, 10),
    knownRules: rules.map((rule) => rule.id),
  });
  const configured = [...policyFiles(tree, policy), ...(session?.resolver.configuration ?? [])];
  const modules = parsed.get(tree.root) ?? new Map<string, { module: Module; stamp: string | undefined }>();
  dropChanged(modules, tree.root);
  parsed.set(tree.root, modules);
  const opened: Session = {
    tree,
    policy,
    diagnostics,
    resolver: createResolver(tree),
    modules,
    configuration: new Map(configured.map((file) => [file, stampOf(tree.root, file)])),
    opened: Date.now(),
    checked: Date.now(),
  };
  roots.set(folder, tree.root);
  sessions.set(tree.root, opened);
  return opened;
}

/** The files that say how contracts are judged. */
function policyFiles(tree: SourceTree, policy: Policy): readonly string[] {
  return [
    'contracts-governance.yaml',
    'contracts-governance.yml',
    '.contracts-governance/baseline.json',
    ...(policy.file ? [policy.file] : []),
  ].filter((file, index, all) => all.indexOf(file) === index && (tree.has(file) || stampOf(tree.root, file) === undefined));
}

function isFresh(session: Session): boolean {
  const now = Date.now();
  if (now - session.checked < FRESH) return true;
  if (now - session.opened > LISTED) return false;
  for (const [file, stamp] of session.configuration) if (stampOf(session.tree.root, file) !== stamp) return false;
  dropChanged(session.modules, session.tree.root);
  session.checked = Date.now();
  return true;
}

function dropChanged(modules: Session['modules'], root: string): void {
  for (const [file, { stamp }] of modules) if (stampOf(root, file) !== stamp) modules.delete(file);
}
