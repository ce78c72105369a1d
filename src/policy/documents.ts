import { folderOf } from '../source/paths.ts';
import { SourceError, type SourceTree } from '../source/tree.ts';
import type { Document } from './assemble.ts';
import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { type FileTarget, resolveExtends } from './extends.ts';
import { aboutFile } from './find.ts';
import { loadIncluded } from './include.ts';
import {
  itemsOf,
  nodeAt,
  nodeFromPlain,
  type PlaceInPolicy,
  type PlainValue,
  policySource,
  type PolicyMap,
  type PolicyNode,
  type PolicySource,
  textOf,
  textsAt,
} from './node.ts';
import { normalizeBody } from './normalize.ts';
import { presets } from './presets.generated.ts';
import { nestedPolicyShape, policyShape } from './schema.ts';
import { type Reference, validate } from './validate.ts';
import { parseYaml } from './yaml/yaml.ts';

/** What loading gathers. */
export interface Collector {
  readonly tree: SourceTree;
  readonly readPackageFile: (path: string) => string | null;
  readonly takesInstalled: boolean;
  readonly diagnostics: PolicyDiagnostic[];
  readonly references: Reference[];
  /** Checked documents in the order of their layers. */
  readonly documents: Document[];
  /** Names of documents that are in already: what two files extend alike is in once. */
  readonly visited: Set<string>;
}

/** Reads `recommended`, the root policy with what it extends, and the policies of folders. */
export function collectDocuments(
  collector: Collector,
  root: string | null,
  nested: (excluded: readonly string[]) => readonly string[],
): void {
  addPreset(collector, 'recommended', '');
  // The implied preset lies at the bottom; naming it in `extends` puts it in its place there once more.
  collector.visited.clear();
  if (root !== null) addFile(collector, { file: root, package: null }, '', []);
  for (const file of nested(excludedFiles(collector.documents))) {
    collector.visited.clear();
    addFile(collector, { file, package: null }, folderOf(file), []);
  }
}

function excludedFiles(documents: readonly Document[]): readonly string[] {
  return documents
    .map(({ body }) => nodeAt(body, 'contracts', 'exclude'))
    .reduce<readonly string[]>((last, node) => (node ? itemsOf(node).flatMap((item) => textOf(item) ?? []) : last), []);
}

function addPreset(collector: Collector, name: string, folder: string): void {
  const plain = presets.get(name);
  if (plain === undefined) return;
  const body = presetBody(name, plain, folder);
  collector.documents.push({ name, file: null, package: null, folder, body: normalizeBody(body), enforced: textsAt(body, 'enforced') });
}

/** A preset for a folder says nothing about what only the root decides. */
function presetBody(name: string, plain: PlainValue, folder: string): PolicyMap {
  const source = policySource(name, null, '');
  const node = nodeFromPlain(plain, { source, start: 0, end: 0 });
  const entries = node.kind === 'map' ? node.entries : new Map();
  if (folder === '') return { kind: 'map', entries, at: node.at };
  return {
    kind: 'map',
    entries: new Map([...entries].filter(([section]) => section !== 'contracts' && section !== 'waivers')),
    at: node.at,
  };
}

/** Adds a file after all that it extends. `trail` are the files that led here. */
function addFile(collector: Collector, target: FileTarget, folder: string, trail: readonly string[]): void {
  const source = readSource(collector, target);
  if (!source) return;
  const { root, diagnostics } = parseYaml(source);
  collector.diagnostics.push(...diagnostics);
  const start: PlaceInPolicy = { source, start: 0, end: 0 };
  if (root && root.kind !== 'map')
    collector.diagnostics.push(diagnosticAt(root.at, 'error', `"${source.name}" must be a map of options.`, 'Begin with "version: 1".'));
  const body = root?.kind === 'map' ? checkBody(collector, root, folder) : emptyMap(start);
  const included = loadIncluded(collector, body, target);
  const path = [...trail, target.file];
  for (const item of extendsItems(body)) addExtended(collector, item, target, folder, path);
  collector.documents.push({
    name: source.name,
    file: source.file,
    package: target.package,
    folder,
    body: normalizeBody(included),
    enforced: textsAt(included, 'enforced'),
  });
}

function checkBody(collector: Collector, root: PolicyMap, folder: string): PolicyMap {
  const shape = folder === '' ? policyShape : nestedPolicyShape;
  const checked = validate(root, shape, '', collector);
  return checked?.kind === 'map' ? checked : emptyMap(root.at);
}

function extendsItems(body: PolicyMap): readonly PolicyNode[] {
  const node = nodeAt(body, 'extends');
  return node?.kind === 'list' ? node.items : node ? [node] : [];
}

function addExtended(collector: Collector, item: PolicyNode, from: FileTarget, folder: string, trail: readonly string[]): void {
  const target = resolveExtends(collector, textOf(item) ?? '', from);
  if (target.kind === 'problem') {
    collector.diagnostics.push(diagnosticAt(item.at, 'error', target.message, target.hint));
    return;
  }
  const id = target.kind === 'preset' ? target.name : target.file;
  if (trail.includes(id)) {
    const circle = [...trail.slice(trail.indexOf(id)), id].map((file) => `"${file}"`).join(' extends ');
    collector.diagnostics.push(diagnosticAt(item.at, 'error', `A policy extends itself: ${circle}.`, 'Remove one of these.'));
    return;
  }
  if (collector.visited.has(id)) return;
  collector.visited.add(id);
  if (target.kind === 'preset') addPreset(collector, target.name, folder);
  else addFile(collector, target, folder, trail);
}

function readSource(collector: Collector, target: FileTarget): PolicySource | null {
  const name = target.package
    ? `${target.package.name}@${target.package.version}${target.file.slice(`node_modules/${target.package.name}`.length)}`
    : target.file;
  try {
    const text = target.package ? collector.readPackageFile(target.file) : collector.tree.read(target.file);
    if (text !== null) return policySource(name, target.file, text.startsWith('\uFEFF') ? text.slice(1) : text);
    collector.diagnostics.push(aboutFile(target.file, `"${target.file}" cannot be read.`, null));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    collector.diagnostics.push(aboutFile(target.file, error.message, error.hint));
  }
  return null;
}

function emptyMap(at: PlaceInPolicy): PolicyMap {
  return { kind: 'map', entries: new Map(), at };
}
