import type { Location } from '../../source/span.ts';
import type { Policy } from '../policy.ts';
import { SEVERITY_RANK } from '../severity.ts';
import { waiverId } from '../waivers/waivers.ts';
import { type Loosening, looseningClass } from './loosening.ts';

type Place = (path: string) => Location | null;

/** What is weakened apart from rules and options: what is read, waivers and their terms, what is enforced, assertions. */
export function compareScopes(base: Policy, head: Policy, place: Place): readonly Loosening[] {
  return [
    ...comparePackages(base, head, place),
    ...compareReading(base, head, place),
    ...compareWaivers(base, head, place),
    ...compareEnforced(base, head, place),
    ...compareAssertions(base, head, place),
  ];
}

/** One version of a package is installed, the head's: the base's was read from it as well, so that nothing of it differs. */
function comparePackages(base: Policy, head: Policy, place: Place): readonly Loosening[] {
  const now = packagesOf(head);
  return [...packagesOf(base)].flatMap(([name, was]): Loosening[] => {
    const is = now.get(name);
    if (is === undefined || is === was) return [];
    const message = `extends takes "${name}" in version ${is} instead of ${was}, and what that changes cannot be compared.`;
    return [{ what: 'option', path: 'extends', class: 'warn', message, location: place('extends') }];
  });
}

/** The packages that a policy extends → their pinned versions. */
function packagesOf({ resolved }: Policy): ReadonlyMap<string, string> {
  return new Map(resolved?.layers.flatMap(({ package: origin }) => (origin ? [[origin.name, origin.version]] : [])));
}

function compareReading(base: Policy, head: Policy, place: Place): readonly Loosening[] {
  const exclusion = (path: string, message: string): Loosening => ({
    what: 'exclusion',
    path,
    class: 'error',
    message,
    location: place(path),
  });
  const lost = (path: string, before: readonly string[], after: readonly string[]): Loosening[] =>
    missing(before, after).map((entry) => exclusion(path, `${path} no longer has "${entry}".`));
  return [
    ...missing(head.read.exclude, base.read.exclude).map((glob) => exclusion('contracts.exclude', `contracts.exclude now has "${glob}".`)),
    ...lost('contracts.include', base.read.include, head.read.include),
    ...lost('contracts.modules', base.read.modules, head.read.modules),
    ...compareCatalogs(base, head, place),
  ];
}

function compareCatalogs(base: Policy, head: Policy, place: Place): readonly Loosening[] {
  const path = 'contracts.catalogs';
  const option = (message: string): Loosening => ({ what: 'option', path, class: 'warn', message, location: place(path) });
  const before = new Map(base.catalogs.map((catalog) => [catalog.name, catalog]));
  const added = head.catalogs
    .filter(({ name }) => !before.has(name))
    .map(({ name }) => option(`${path} now has "${name}": keys may stand once in it and once outside.`));
  const changed = head.catalogs.filter((catalog) => {
    const was = before.get(catalog.name);
    return was && JSON.stringify(was) !== JSON.stringify(catalog);
  });
  return [...added, ...changed.map(({ name }) => option(`${path}.${name} holds other files than before.`))];
}

function compareWaivers(base: Policy, head: Policy, place: Place): readonly Loosening[] {
  const known = new Set(base.waivers.map(waiverId));
  const added = head.waivers
    .filter((waiver) => !known.has(waiverId(waiver)))
    .map((waiver): Loosening => ({
      what: 'waiver',
      path: 'waivers',
      class: 'warn',
      message: `"${waiver.rule}" is waived for "${waiver.contract}".`,
      location: waiver.location,
    }));
  return [...added, ...compareTerms(base, head, place)];
}

function compareTerms({ waiverRules: before }: Policy, head: Policy, place: Place): readonly Loosening[] {
  const { waiverRules: after } = head;
  const term = (name: string, change: string, kind: Loosening['class'] = 'warn'): Loosening => {
    const path = `waivers.${name}`;
    return { what: 'option', path, class: kind, message: `${path} ${change}.`, location: place(path) };
  };
  return [
    ...(after.maxDays > before.maxDays ? [term('maxDays', `goes from ${before.maxDays} to ${after.maxDays}`)] : []),
    ...missing(before.never, after.never).map((rule) => term('never', `no longer has "${rule}"`, looseningClass(rule))),
    ...(after.allowGlobs && !before.allowGlobs ? [term('allowGlobs', 'is switched on')] : []),
    ...(before.reportEslintDisable && !after.reportEslintDisable ? [term('reportEslintDisable', 'is switched off')] : []),
    // With it, a change waives what is wrong with itself, the rules of the gate included.
    ...(after.allowInChange && !before.allowInChange ? [term('allowInChange', 'is switched on', 'error')] : []),
  ];
}

function compareEnforced(base: Policy, head: Policy, place: Place): readonly Loosening[] {
  return missing(base.enforced, head.enforced).map((rule) => ({
    what: 'enforced',
    path: 'enforced',
    class: looseningClass(rule),
    message: `"${rule}" is no longer enforced.`,
    location: place('enforced'),
  }));
}

function compareAssertions(base: Policy, head: Policy, place: Place): readonly Loosening[] {
  return base.assertions.flatMap((before): Loosening[] => {
    const after = head.assertions.find(({ id }) => id === before.id);
    const loosening = (change: string): Loosening => ({
      what: 'assertion',
      path: 'assert',
      class: 'warn',
      message: `The assertion "${before.id}" ${change}.`,
      location: place('assert'),
    });
    if (!after) return [loosening('is gone')];
    if (SEVERITY_RANK[after.severity] < SEVERITY_RANK[before.severity])
      return [loosening(`is lowered from ${before.severity} to ${after.severity}`)];
    const demand = ({ message: _message, severity: _severity, ...rest }: typeof before): string => JSON.stringify(rest);
    return demand(before) === demand(after) ? [] : [loosening('asks for something else than before')];
  });
}

function missing(wanted: readonly string[], present: readonly string[]): readonly string[] {
  return wanted.filter((entry) => !present.includes(entry));
}
