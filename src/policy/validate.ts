import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { didYouMean } from './nearest.ts';
import type { PlaceInPolicy, PolicyEntry, PolicyMap, PolicyNode, PolicyScalar } from './node.ts';
import type { ObjectShape, RecordShape, Shape, TextFormat } from './shape.ts';
import { textProblem } from './validate-text.ts';
import { expected, written, wrongKindWords } from './validate-words.ts';

/** A name that another part of the policy must know: checked once all layers are merged. */
export interface Reference {
  readonly kind: 'stage' | 'team' | 'tag' | 'rule';
  readonly name: string;
  /** The name may be a glob, which must match one name at least. */
  readonly isGlob: boolean;
  readonly at: PlaceInPolicy;
}

const REFERENCE_KINDS: ReadonlyMap<TextFormat, Reference['kind']> = new Map([
  ['stage', 'stage'],
  ['team', 'team'],
  ['team-glob', 'team'],
  ['tag', 'tag'],
  ['tag-glob', 'tag'],
  ['rule', 'rule'],
]);

export interface Validation {
  readonly diagnostics: PolicyDiagnostic[];
  readonly references: Reference[];
}

/** Suggestions are looked for this often in one file: a file of nothing but mistakes must not cost more than reading it. */
const MAX_SUGGESTIONS = 100;

/**
 * Checks a node against its shape, and tells every mistake.
 * @param path what the node is called in messages, such as `owners.min`
 * @returns the node without what is wrong in it, or null when nothing of it can be used
 */
export function validate(node: PolicyNode, shape: Shape, path: string, result: Validation): PolicyNode | null {
  if (node.kind === 'scalar' && node.isRefused) return null;
  switch (shape.kind) {
    case 'either':
      return validateEither(node, shape.shapes, path, result);
    case 'object':
      return node.kind === 'map' ? validateObject(node, shape, path, result) : wrongKind(node, shape, path, result);
    case 'record':
      return node.kind === 'map' ? validateRecord(node, shape, path, result) : wrongKind(node, shape, path, result);
    case 'list': {
      if (node.kind !== 'list') return wrongKind(node, shape, path, result);
      if (node.items.length === 0 && !shape.isEmptyAllowed)
        return refuse(node, `${path} is empty.`, 'List at least one entry, or remove it.', result);
      const items: PolicyNode[] = [];
      for (const [index, item] of node.items.entries()) {
        const checked = isSurelyFine(item, shape.items) ? item : validate(item, shape.items, `${path}[${index}]`, result);
        if (checked) items.push(checked);
      }
      if (shape.items.kind === 'text' || shape.items.kind === 'choice') refuseRepeated(node.items, path, result);
      return { ...node, items };
    }
    default:
      return node.kind === 'scalar' ? validateScalar(node, shape, path, result) : wrongKind(node, shape, path, result);
  }
}

/** In a list of stages it would not be clear which place counts; in any other, one of the two was to be something else. */
function refuseRepeated(items: readonly PolicyNode[], path: string, result: Validation): void {
  const seen = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') continue;
    if (seen.has(item.value)) refuse(item, `${path} has "${item.value}" twice.`, 'Keep one of them.', result);
    seen.add(item.value);
  }
}

/** Spares the thousands of tags of a vocabulary a path that only a mistake needs. */
function isSurelyFine(node: PolicyNode, shape: Shape): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return false;
  if (shape.kind === 'either') return shape.shapes.some((inner) => isSurelyFine(node, inner));
  return shape.kind === 'text' && shape.format === 'text' && node.value.trim() !== '';
}

function validateScalar(
  node: PolicyScalar,
  shape: Exclude<Shape, { kind: 'either' | 'object' | 'record' | 'list' }>,
  path: string,
  result: Validation,
): PolicyNode | null {
  const { value } = node;
  switch (shape.kind) {
    case 'null':
      return value === null ? node : wrongKind(node, shape, path, result);
    case 'scalar':
      return node;
    case 'boolean':
      return typeof value === 'boolean' ? node : wrongKind(node, shape, path, result);
    case 'integer': {
      if (typeof value !== 'number') return wrongKind(node, shape, path, result);
      const isInside = Number.isSafeInteger(value) && value >= shape.minimum && value <= (shape.maximum ?? Infinity);
      return isInside ? node : refuse(node, `${path} must be ${expected(shape)}, not ${written(node)}.`, null, result);
    }
    case 'choice': {
      if (typeof value === 'string' && shape.values.includes(value)) return node;
      if (typeof value !== 'string') return wrongKind(node, shape, path, result);
      return refuse(
        node,
        `${path} must be ${expected(shape)}, not "${value}".`,
        suggestion(value, shape.values, result) ?? beginning(value, shape.values),
        result,
      );
    }
    case 'text':
      return validateText(node, shape.format, path, result) ? node : null;
  }
}

function validateText(node: PolicyScalar, format: TextFormat, path: string, result: Validation): boolean {
  if (typeof node.value !== 'string') {
    wrongKind(node, { kind: 'text', format, about: '' }, path, result);
    return false;
  }
  return checkText(node.value, node.at, format, path, result);
}

function checkText(value: string, at: PlaceInPolicy, format: TextFormat, path: string, result: Validation): boolean {
  const problem = textProblem(value, format);
  if (problem) {
    result.diagnostics.push(diagnosticAt(at, 'error', `${path} ${problem.message}`, problem.hint));
    return false;
  }
  const kind = REFERENCE_KINDS.get(format);
  if (kind) result.references.push({ kind, name: value, isGlob: format.endsWith('-glob'), at });
  return true;
}

function validateObject(node: PolicyMap, shape: ObjectShape, path: string, result: Validation): PolicyNode | null {
  const entries = new Map<string, PolicyEntry>();
  for (const [name, entry] of node.entries) {
    const field = shape.fields.get(name);
    if (!field) {
      const where = path === '' ? 'a policy' : path;
      const hint =
        shape.elsewhere?.(name) ?? suggestion(name, shape.fields.keys(), result) ?? `Known here: ${[...shape.fields.keys()].join(', ')}.`;
      result.diagnostics.push(diagnosticAt(entry.key, 'error', `"${name}" is not an option of ${where}.`, hint));
      continue;
    }
    const value = validate(entry.value, field, path === '' ? name : `${path}.${name}`, result);
    if (value) entries.set(name, { key: entry.key, value });
  }
  let isWhole = true;
  for (const name of shape.required) {
    if (!node.entries.has(name)) result.diagnostics.push(diagnosticAt(node.at, 'error', `${path} lacks "${name}".`, null));
    if (!entries.has(name)) isWhole = false;
  }
  const { someOf } = shape;
  const isMisspelt = [...node.entries.keys()].some((name) => !shape.fields.has(name));
  if (isWhole && !isMisspelt && someOf.length > 0 && !someOf.some((name) => saysSomething(node.entries.get(name)?.value)))
    return refuse(
      node,
      `${path} says nothing: it has none of ${someOf.map((name) => `"${name}"`).join(', ')}.`,
      'Add one, or remove the entry.',
      result,
    );
  return isWhole ? { ...node, entries } : null;
}

/** An empty list may: it takes the place of the list before it. An empty map is merged with the one before it, and leaves all as it was. */
function saysSomething(value: PolicyNode | undefined): boolean {
  return value !== undefined && (value.kind !== 'map' || value.entries.size > 0);
}

function validateRecord(node: PolicyMap, shape: RecordShape, path: string, result: Validation): PolicyNode {
  const entries = new Map<string, PolicyEntry>();
  for (const [name, entry] of node.entries) {
    const isKnown =
      (shape.names === 'text' && name.trim() !== '') ||
      (typeof shape.names === 'string'
        ? checkText(name, entry.key, shape.names, `${path}: the name "${name}"`, result)
        : checkName(name, entry, shape.names, path, result));
    const value = validate(entry.value, shape.values, `${path}.${name}`, result);
    if (value && isKnown) entries.set(name, { key: entry.key, value });
  }
  return { ...node, entries };
}

function checkName(name: string, entry: PolicyEntry, names: readonly string[], path: string, result: Validation): boolean {
  if (names.includes(name)) return true;
  const hint = suggestion(name, names, result) ?? `Known here: ${names.join(', ')}.`;
  result.diagnostics.push(diagnosticAt(entry.key, 'error', `"${name}" is not an option of ${path}.`, hint));
  return false;
}

function validateEither(node: PolicyNode, shapes: readonly Shape[], path: string, result: Validation): PolicyNode | null {
  const fitting = shapes.find((shape) => takes(shape, node)) ?? null;
  if (fitting) return validate(node, fitting, path, result);
  return wrongKind(node, { kind: 'either', shapes, about: '' }, path, result);
}

/** Whether a node is of the YAML kind that the shape is about, right or wrong inside. */
function takes(shape: Shape, node: PolicyNode): boolean {
  if (shape.kind === 'either') return shape.shapes.some((inner) => takes(inner, node));
  if (node.kind === 'list') return shape.kind === 'list';
  if (node.kind === 'map') return shape.kind === 'object' || shape.kind === 'record';
  const { value } = node;
  if (shape.kind === 'scalar') return true;
  if (value === null) return shape.kind === 'null';
  if (typeof value === 'boolean') return shape.kind === 'boolean';
  if (typeof value === 'number') return shape.kind === 'integer';
  return shape.kind === 'text' || shape.kind === 'choice';
}

function wrongKind(node: PolicyNode, shape: Shape, path: string, result: Validation): null {
  const { message, hint } = wrongKindWords(node, shape, path === '' ? 'A policy' : path);
  return refuse(node, message, hint, result);
}

function suggestion(name: string, candidates: Iterable<string>, result: Validation): string | null {
  return result.diagnostics.length < MAX_SUGGESTIONS ? didYouMean(name, candidates) : null;
}

/** `warning` for `warn`, `err` for `error`. */
function beginning(value: string, candidates: readonly string[]): string | null {
  const [first] = candidates.filter((one) => value.length > 2 && (one.startsWith(value) || value.startsWith(one)));
  return first === undefined ? null : `Did you mean "${first}"?`;
}

function refuse(node: PolicyNode, message: string, hint: string | null, result: Validation): null {
  result.diagnostics.push(diagnosticAt(node.at, 'error', message, hint));
  return null;
}
