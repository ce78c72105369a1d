import type { Contract } from '../../contracts/contract.ts';
import { groupBy } from '../../source/groups.ts';
import { getOrMake } from '../../source/memoize.ts';
import type { Location } from '../../source/span.ts';
import type { EffectivePolicy } from '../effective-policy.ts';
import { locatePlace, nodeAt, type PolicyNode } from '../node.ts';
import type { Policy } from '../policy.ts';
import type { PolicyPart, ResolvedPolicy } from '../resolved.ts';
import { RULE_IDS } from '../rule-ids.ts';
import { coversSelector, subjectOf } from '../selector.ts';
import { type Loosening, looseningClass, type Weakening } from './loosening.ts';
import { compareOptions } from './options.ts';
import { compareScopes } from './scope.ts';
import { compareSeverities } from './severities.ts';

/**
 * All ways in which the head's policy asks less than the base's.
 * @param contracts the head's contracts: with them, overrides are compared by what they come to for each contract, whatever way they are written
 */
export function policyLoosened(base: Policy, head: Policy, contracts: readonly Contract[] = []): readonly Loosening[] {
  if (!base.resolved || !head.resolved) throw new Error('Only policies that were loaded can be compared.');
  const found = new Map<string, Loosening>();
  const add = (loosening: Loosening): void => {
    const id = `${loosening.path}\0${loosening.message}`;
    if (!found.has(id)) found.set(id, loosening);
  };
  const place = placeIn(head);
  compareScopes(base, head, place).forEach(add);
  const general = compareEffective(base.defaults, head.defaults, base, head);
  for (const { path, rule, change } of general) {
    add({ path, class: looseningClass(rule), message: `${path} ${change}.`, location: place(path) });
  }
  const isGeneral = new Set(general.map(({ path, change }) => `${path}\0${change}`));
  const told = new Set<string>();
  const addFor =
    (isTold: (id: string) => boolean): AddFor =>
    (whom, location, before, after) => {
      for (const { path, rule, change } of compareEffective(before, after, base, head)) {
        const at = location(path);
        const id = JSON.stringify([path, change, at]);
        if (isGeneral.has(`${path}\0${change}`) || isTold(id)) continue;
        told.add(id);
        add({ path, class: looseningClass(rule), message: `${path} ${change} ${whom}.`, location: at });
      }
    };
  compareOverrides(
    base.resolved,
    head.resolved,
    place,
    addFor(() => false),
  );
  // What an override says is told of it, and not once more of the contracts that it is for.
  compareContracts(
    base,
    head,
    contracts,
    place,
    addFor((id) => told.has(id)),
  );
  return [...found.values()];
}

function compareEffective(before: EffectivePolicy, after: EffectivePolicy, base: Policy, head: Policy): readonly Weakening[] {
  // An assertion whose own severity differs is told as such.
  const severities = new Map(base.assertions.map(({ id, severity }) => [id, severity]));
  const rules = [...RULE_IDS, ...head.assertions.filter(({ id, severity }) => severities.get(id) === severity).map(({ id }) => id)];
  return [...compareSeverities(before, after, rules), ...compareOptions(before, after)];
}

type AddFor = (whom: string, location: (path: string) => Location | null, before: EffectivePolicy, after: EffectivePolicy) => void;

/** Overrides are compared, each on its own over what holds for all, with that of the same selector; without one, with those for all that it is for, and more. */
function compareOverrides(base: ResolvedPolicy, head: ResolvedPolicy, place: (path: string) => Location | null, addFor: AddFor): void {
  const before = bySelector(base);
  const after = bySelector(head);
  for (const [id, parts] of after)
    addFor(
      `for ${describe(parts[0]!)}`,
      (path) => placeOf(parts, path) ?? place(path),
      compileWith(base, before.get(id) ?? partsAround(parts[0]!, base)),
      compileWith(head, parts),
    );
  for (const [id, parts] of before) {
    if (!after.has(id))
      addFor(`for ${describe(parts[0]!)}`, place, compileWith(base, parts), compileWith(head, partsAround(parts[0]!, head)));
  }
}

/** The overrides of a policy that are for all that one of another policy is for. */
function partsAround({ layer, selector }: PolicyPart, { parts }: ResolvedPolicy): readonly PolicyPart[] {
  return parts.filter((part) => !part.isUnconditional && part.layer.folder === layer.folder && coversSelector(part.selector, selector));
}

function bySelector(resolved: ResolvedPolicy): ReadonlyMap<string, readonly PolicyPart[]> {
  const conditional = resolved.parts.filter((part) => !part.isUnconditional);
  return groupBy(conditional, (part) => JSON.stringify([part.layer.folder, part.selector]));
}

function compileWith(resolved: ResolvedPolicy, chosen: readonly PolicyPart[]): EffectivePolicy {
  return resolved.compile(resolved.parts.filter((part) => part.isUnconditional || chosen.includes(part)));
}

/** What overrides come to together: finds what their order and overlap hide. */
function compareContracts(
  base: Policy,
  head: Policy,
  contracts: readonly Contract[],
  place: (path: string) => Location | null,
  addFor: AddFor,
): void {
  const seen = new WeakMap<EffectivePolicy, Set<EffectivePolicy>>();
  for (const contract of contracts) {
    const [before, after] = [base.for(contract), head.for(contract)];
    const compared = getOrMake(seen, before, () => new Set<EffectivePolicy>());
    if (compared.has(after)) continue;
    compared.add(after);
    const name = contract.key.state === 'known' ? contract.key.value : contract.file;
    const merged = head.resolved?.merged(subjectOf(contract));
    addFor(`for contracts such as "${name}"`, (path) => locate(merged, path) ?? place(path), before, after);
  }
}

function describe({ layer, selector }: PolicyPart): string {
  const entries = Object.entries(selector ?? {}).flatMap(([name, values]) =>
    values ? [`${name} ${(values as readonly string[]).join(', ')}`] : [],
  );
  const folder = layer.folder === '' ? [] : [`the folder ${layer.folder}`];
  return [...folder, ...entries].join(' and ') || 'all contracts';
}

/** Finds a path in the head's policy; the start of its file where it is not there. */
function placeIn(head: Policy): (path: string) => Location | null {
  const root = head.resolved?.merged(null);
  const start: Location | null = head.file === null ? null : { file: head.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return (path) => locate(root, path) ?? start;
}

function placeOf(parts: readonly PolicyPart[], path: string): Location | null {
  for (const part of parts.toReversed()) {
    const found = locate(part.body, path);
    if (found) return found;
  }
  const [first] = parts;
  return first ? locatePlace(first.at) : null;
}

/** The place of a path, or of the deepest section above it that is written in a file. */
function locate(root: PolicyNode | undefined, path: string): Location | null {
  for (const steps = path.split('.'); steps.length > 0; steps.pop()) {
    const node = nodeAt(root, ...steps);
    const location = node ? locatePlace(node.at) : null;
    if (location) return location;
  }
  return null;
}
