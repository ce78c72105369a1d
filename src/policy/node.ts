import { locate, type Location } from '../source/span.ts';

/** Where nodes of a policy come from: a preset or a file. */
export interface PolicySource {
  /** What a user calls it: `recommended`, `contracts-governance.yaml`, `@acme/policy@1.2.0`. */
  readonly name: string;
  /** Relative to the root; null for a preset, which has no lines to point at. */
  readonly file: string | null;
  readonly text: string;
  /** Offsets at which lines begin, made on first use. */
  lineStarts(): readonly number[];
}

export interface PlaceInPolicy {
  readonly source: PolicySource;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A value of a policy that knows where it was written. Names stay in maps: `constructor` is a name like any other. */
export type PolicyNode = PolicyScalar | PolicyList | PolicyMap;

export interface PolicyScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** True where the text stands without quotes. */
  readonly plain: boolean;
  /** Set where what stands here was refused already, so that nothing more is said about it. */
  readonly isRefused?: true;
  readonly at: PlaceInPolicy;
}

/** What stands for a value that is not there. */
export function nothingAt(at: PlaceInPolicy): PolicyScalar {
  return { kind: 'scalar', value: null, plain: false, at };
}

export interface PolicyList {
  readonly kind: 'list';
  readonly items: readonly PolicyNode[];
  readonly at: PlaceInPolicy;
}

export interface PolicyMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, PolicyEntry>;
  readonly at: PlaceInPolicy;
}

export interface PolicyEntry {
  readonly key: PlaceInPolicy;
  readonly value: PolicyNode;
}

/** A plain value as presets and tests write it. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | { readonly [name: string]: PlainValue };

/** Makes a source; lines end with `\n`, as in YAML's own grammar once `\r\n` is read as one break. */
export function policySource(name: string, file: string | null, text: string): PolicySource {
  let starts: readonly number[] | undefined;
  return { name, file, text, lineStarts: () => (starts ??= findLineStarts(text)) };
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Lines and columns of a place, or null when it is inside a preset. */
export function locatePlace(place: PlaceInPolicy): Location | null {
  const { file } = place.source;
  return file === null ? null : locate({ file, start: place.start, end: place.end }, place.source.lineStarts());
}

/** The text of the line on which a place begins, without its line break; null inside a preset. */
export function lineOf(place: PlaceInPolicy): string | null {
  const { source } = place;
  const at = locatePlace(place);
  if (at === null) return null;
  const starts = source.lineStarts();
  const { line } = at;
  return source.text.slice(starts[line - 1] ?? 0, starts[line] ?? source.text.length).replace(/\r?\n$/, '');
}

/** Turns plain data into nodes that all stand at one place. */
export function nodeFromPlain(value: PlainValue, at: PlaceInPolicy): PolicyNode {
  if (isPlainList(value)) return { kind: 'list', items: value.map((item) => nodeFromPlain(item, at)), at };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', value, plain: false, at };
  const entries = new Map(Object.entries(value).map(([name, item]) => [name, { key: at, value: nodeFromPlain(item, at) }]));
  return { kind: 'map', entries, at };
}

// `Array.isArray` alone does not narrow readonly arrays.
function isPlainList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** A canonical text of a value: equal for equal values, whatever the order of keys and the places. */
export function canonical(node: PolicyNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'list') return `[${node.items.map(canonical).join(',')}]`;
  const names = [...node.entries.keys()].sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(node.entries.get(name)!.value)}`).join(',')}}`;
}

/** The value under a dotted path of names, or undefined. */
export function nodeAt(node: PolicyNode | undefined, ...path: readonly string[]): PolicyNode | undefined {
  let current = node;
  for (const name of path) {
    if (current?.kind !== 'map') return undefined;
    current = current.entries.get(name)?.value;
  }
  return current;
}

/** The entries of a map, or none. */
export function entriesOf(node: PolicyNode | undefined): ReadonlyMap<string, PolicyEntry> {
  return node?.kind === 'map' ? node.entries : new Map();
}

/** The items of a list, or none. */
export function itemsOf(node: PolicyNode | undefined): readonly PolicyNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The text of a string node, else null. */
export function textOf(node: PolicyNode | undefined): string | null {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
}

/** The strings among the items of a list. */
export function textsOf(node: PolicyNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/** The text under a name of a map, else null. */
export function textAt(node: PolicyNode | undefined, name: string): string | null {
  return textOf(nodeAt(node, name));
}

/** The strings of the list under a name of a map. */
export function textsAt(node: PolicyNode | undefined, name: string): readonly string[] {
  return textsOf(nodeAt(node, name));
}

/** The number under a name of a map, else null. */
export function numberAt(node: PolicyNode | undefined, name: string): number | null {
  const value = nodeAt(node, name);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : null;
}

/** The number under a name of a map, else 0. */
export function countAt(node: PolicyNode | undefined, name: string): number {
  return numberAt(node, name) ?? 0;
}

/** Whether `true` stands under a name of a map. */
export function boolAt(node: PolicyNode | undefined, name: string): boolean {
  const value = nodeAt(node, name);
  return value?.kind === 'scalar' && value.value === true;
}
