import type { Location } from '../../source/span.ts';
import { weakeningOf } from '../assertions.ts';
import { CODE_ENDINGS } from '../define-imports.ts';
import type { Policy } from '../policy.ts';
import { waiverId } from '../waivers/waivers.ts';
import { type Loosening, looseningClass } from './loosening.ts';
import { compareWaiverTerms } from './waiver-terms.ts';
import { missing, uncovered } from './words.ts';

/** Tells of a weakening at a path of the policy. */
type Tell = (path: string, message: string, kind?: Loosening['class']) => Loosening;

/** What is weakened apart from rules and options: what is read, waivers and their terms, what is enforced, assertions. */
export function compareScopes(base: Policy, head: Policy, place: (path: string) => Location | null): readonly Loosening[] {
  const tell: Tell = (path, message, kind = 'warn') => ({ path, class: kind, message, location: place(path) });
  return [comparePackages, compareReading, compareWaivers, compareEnforced, compareAssertions].flatMap((compare) =>
    compare(base, head, tell),
  );
}

/** One version of a package is installed, the head's: the base's was read from it as well, so that nothing of it differs. */
function comparePackages(base: Policy, head: Policy, tell: Tell): readonly Loosening[] {
  const now = packagesOf(head);
  return [...packagesOf(base)].flatMap(([name, was]): Loosening[] => {
    const is = now.get(name);
    if (is === undefined || is === was) return [];
    return [tell('extends', `extends takes "${name}" in version ${is} instead of ${was}, and what that changes cannot be compared.`)];
  });
}

/** The packages that a policy extends → their pinned versions. */
function packagesOf({ resolved }: Policy): ReadonlyMap<string, string> {
  return new Map(resolved?.layers.flatMap(({ package: origin }) => (origin ? [[origin.name, origin.version]] : [])));
}

function compareReading(base: Policy, head: Policy, tell: Tell): readonly Loosening[] {
  const lost = (path: string, entries: readonly string[]): Loosening[] =>
    entries.map((entry) => tell(path, `${path} no longer has "${entry}".`, 'error'));
  const excluded = uncovered(head.read.exclude, base.read.exclude, '/');
  const dropped = uncovered(base.read.include, head.read.include, '/').filter(
    (glob) => uncovered([ofCode(glob)], head.read.include, '/').length > 0,
  );
  return [
    ...excluded.map((glob) => tell('contracts.exclude', `contracts.exclude now has "${glob}".`, 'error')),
    ...lost('contracts.include', dropped),
    ...lost('contracts.modules', missing(base.read.modules, head.read.modules)),
    ...compareCatalogs(base, head, tell),
  ];
}

/** Of the files that a glob takes those with code: no others hold contracts. */
function ofCode(glob: string): string {
  return /(?:^|\/)\*\*?$/.test(glob) ? `${glob}${glob.endsWith('**') ? '/*' : ''}${CODE_ENDINGS}` : glob;
}

function compareCatalogs(base: Policy, head: Policy, tell: Tell): readonly Loosening[] {
  const path = 'contracts.catalogs';
  const before = new Map(base.catalogs.map((catalog) => [catalog.name, catalog]));
  const added = head.catalogs
    .filter(({ name }) => !before.has(name))
    .map(({ name }) => tell(path, `${path} now has "${name}": keys may stand once in it and once outside.`));
  const changed = head.catalogs.filter((catalog) => {
    const was = before.get(catalog.name);
    return was && JSON.stringify(was) !== JSON.stringify(catalog);
  });
  return [...added, ...changed.map(({ name }) => tell(path, `${path}.${name} holds other files than before.`))];
}

function compareWaivers(base: Policy, head: Policy, tell: Tell): readonly Loosening[] {
  const known = new Set(base.waivers.map(waiverId));
  const added = head.waivers
    .filter((waiver) => !known.has(waiverId(waiver)))
    .map(({ rule, contract, location }) => ({ ...tell('waivers', `"${rule}" is waived for "${contract}".`), location }));
  return [...added, ...compareTerms(base, head, tell)];
}

function compareTerms(base: Policy, head: Policy, tell: Tell): readonly Loosening[] {
  return compareWaiverTerms(base.waiverRules, head.waiverRules).map(({ path, rule, change }) =>
    // With it, a change waives what is wrong with itself, the rules of the gate included.
    tell(path, `${path} ${change}.`, path === 'waivers.allowInChange' ? 'error' : looseningClass(rule)),
  );
}

function compareEnforced(base: Policy, head: Policy, tell: Tell): readonly Loosening[] {
  return missing(base.enforced, head.enforced).map((rule) => tell('enforced', `"${rule}" is no longer enforced.`, looseningClass(rule)));
}

function compareAssertions(base: Policy, head: Policy, tell: Tell): readonly Loosening[] {
  return base.assertions.flatMap((before): Loosening[] => {
    const after = head.assertions.find(({ id }) => id === before.id);
    const change = after ? weakeningOf(before, after) : 'is gone';
    return change === null ? [] : [tell('assert', `The assertion "${before.id}" ${change}.`)];
  });
}
