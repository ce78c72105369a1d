import type { Contract, UnresolvedValue } from '../../contracts/contract.ts';
import { packagesOf } from '../../contracts/earlier-reading.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { Span } from '../../source/span.ts';
import { squeeze } from './json.ts';
import type { Sides } from './sides.ts';

/** What cannot be read at a path (`policy.roles`), around it or inside of it; the outermost first. */
export function unreadableAt(contract: Contract, path: string): UnresolvedValue | null {
  const found = unresolvedAt(contract, path);
  return found.reduce<UnresolvedValue | null>((outer, value) => (outer && outer.path.length <= value.path.length ? outer : value), null);
}

/**
 * Whether what cannot be read at a path is written alike on both sides, with everything else that it may depend on unchanged:
 * then it means the same, whatever it is.
 */
export function hasSameSource(sides: Sides, path: string): boolean {
  // A snapshot has no text: what could not be read when it was written counts as the same as long as it is described alike.
  // What a change does to it is seen against the base.
  if (sides.trees.base.tree.files().length === 0) return describedAt(sides.base, path) === describedAt(sides.head, path);
  if (isSameCode(unresolvedAt(sides.base, path), unresolvedAt(sides.head, path))) return true;
  const [base, head] = [textOf(sides.base.call, sides.trees.base), textOf(sides.head.call, sides.trees.head)];
  return base !== null && base === head && hasSameSurroundings(sides);
}

/** Whether all that cannot be read comes from code that is the same on both sides, with everything that it refers to. */
function isSameCode(base: readonly UnresolvedValue[], head: readonly UnresolvedValue[]): boolean {
  const codes = (values: readonly UnresolvedValue[]): readonly (string | null)[] =>
    values.map((value) => value.digest()).map((digest, index) => digest && `${values[index]?.path} ${digest}`);
  const [before, after] = [codes(base), codes(head)];
  return before.length > 0 && before.length === after.length && before.every((code) => code !== null && after.includes(code));
}

function unresolvedAt(contract: Contract, path: string): readonly UnresolvedValue[] {
  return contract.unresolved.filter((value) => value.path === path || isInside(path, value.path) || isInside(value.path, path));
}

function isInside(path: string, outer: string): boolean {
  return path.startsWith(outer) && (path[outer.length] === '.' || path[outer.length] === '[');
}

function describedAt(contract: Contract, path: string): string {
  const values = unresolvedAt(contract, path);
  return JSON.stringify(values.map(({ path: at, reason, detail }) => `${at} ${reason} ${detail}`).sort());
}

/** Equal dependencies, wherever they moved, and an equal rest of the contract's own file. */
function hasSameSurroundings({ base, head, trees }: Sides): boolean {
  if (base === head) return true;
  const digests = (contract: Contract, { tree }: Inventory): string =>
    [...contract.dependencies]
      .filter((file) => file !== contract.file)
      .map((file) => tree.digest(file) ?? `missing ${file}`)
      .sort()
      .join();
  const packages = (contract: Contract, inventory: Inventory): string => [...new Set(packagesOf(contract, inventory))].sort().join();
  return (
    digests(base, trees.base) === digests(head, trees.head) &&
    restOfFile(base, trees.base) === restOfFile(head, trees.head) &&
    packages(base, trees.base) === packages(head, trees.head)
  );
}

/** The contract's file without the contract, white space and the folders of imports. */
function restOfFile(contract: Contract, inventory: Inventory): string | null {
  const text = textOf({ file: contract.file, start: 0, end: Number.MAX_SAFE_INTEGER }, inventory);
  if (text === null) return null;
  return squeeze(`${text.slice(0, contract.call.start)} ${text.slice(contract.call.end)}`).replace(/(from ?['"])[^'"]*\//g, '$1');
}

function textOf(span: Span, inventory: Inventory): string | null {
  if (!inventory.tree.has(span.file)) return null;
  return squeeze(inventory.text(span.file).slice(span.start, span.end));
}
