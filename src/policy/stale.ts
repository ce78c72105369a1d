import type { Contract } from '../contracts/contract.ts';
import { compileGlob, compileGlobs } from '../source/glob.ts';
import { diagnosticAt, type PolicyDiagnostic, sortDiagnostics } from './diagnostic.ts';
import { didYouMean } from './nearest.ts';
import { entriesOf, itemsOf, nodeAt, type PolicyEntry, type PolicyNode, textAt, textOf, textsAt } from './node.ts';
import type { Policy } from './policy.ts';
import type { PolicyPart } from './resolved.ts';
import { compileSelector, selectorFrom, type Subject, subjectOf } from './selector.ts';

/**
 * Parts of the policy's files that no contract needs: overrides, assertions and exceptions that match nothing, teams that own nothing, empty catalogues.
 * Hints, since a contract may be yet to come.
 */
export function staleHints(policy: Policy, contracts: readonly Contract[]): readonly PolicyDiagnostic[] {
  if (!policy.resolved) return [];
  const { resolved } = policy;
  const subjects = contracts.map(subjectOf);
  const used = new Set(subjects.flatMap((subject) => resolved.matching(subject)));
  const keys = keysIn(contracts);
  const owners = new Set(subjects.flatMap((subject) => subject.owners));
  return sortDiagnostics(
    resolved.parts
      .filter(({ layer }) => layer.file !== null)
      .flatMap((part) => [
        ...staleOverride(part, used),
        ...staleExceptions(part, keys),
        ...staleAssertions(part, subjects),
        ...staleTeams(part, owners),
        ...staleCatalogs(part, subjects),
        ...staleDeprecations(part, subjects),
        ...passedDays(part, resolved.today),
      ]),
  );
}

function hint(node: PolicyNode | PolicyEntry, message: string, advice: string): PolicyDiagnostic {
  return diagnosticAt('key' in node ? node.key : node.at, 'hint', message, advice);
}

function staleOverride(part: PolicyPart, used: ReadonlySet<PolicyPart>): readonly PolicyDiagnostic[] {
  const { selector, isUnconditional, at } = part;
  if (isUnconditional || used.has(part)) return [];
  return selector === null
    ? [diagnosticAt({ ...at, end: at.start }, 'hint', 'No contract is below this policy.', 'Remove the file.')]
    : [diagnosticAt(at, 'hint', 'This override matches no contract.', 'Remove it, or mend its "for".')];
}

function staleExceptions({ body }: PolicyPart, keys: KeysInUse): readonly PolicyDiagnostic[] {
  const exemptions = itemsOf(nodeAt(body, 'audit', 'exempt'));
  const globs = (path: string, lists: readonly (PolicyNode | undefined)[], of: keyof KeysInUse): readonly KeyGlob[] =>
    lists.flatMap(itemsOf).map((node) => ({ node, path, of }));
  return [
    ...globs('keys.also', [nodeAt(body, 'keys', 'also')], 'contract'),
    ...globs(
      'audit.exempt',
      exemptions.map((entry) => nodeAt(entry, 'keys')),
      'contract',
    ),
    ...globs(
      'audit.exempt',
      exemptions.map((entry) => nodeAt(entry, 'events')),
      'event',
    ),
    ...globs('events.naming.also', [nodeAt(body, 'events', 'naming', 'also')], 'event'),
  ].flatMap(({ node, path, of }) => {
    const glob = compileGlob(textOf(node) ?? '', '.');
    return [...keys[of]].some((key) => glob.matches(key))
      ? []
      : [hint(node, `"${glob.source}" of ${path} matches the key of no ${of}.`, 'Remove it.')];
  });
}

interface KeyGlob {
  readonly node: PolicyNode;
  readonly path: string;
  readonly of: keyof KeysInUse;
}

/** The keys of all contracts, and of all events that are declared or emitted. */
interface KeysInUse {
  readonly contract: ReadonlySet<string>;
  readonly event: ReadonlySet<string>;
}

function keysIn(contracts: readonly Contract[]): KeysInUse {
  const events = contracts.flatMap(({ kind, key, emits }) => [
    ...(kind === 'event' ? [key] : []),
    ...(emits.state === 'known' ? emits.value.flatMap((emit) => (emit.state === 'known' ? [emit.value.key] : [])) : []),
  ]);
  return { contract: new Set(contracts.flatMap(({ key }) => knownKey(key))), event: new Set(events.flatMap(knownKey)) };
}

function knownKey(key: Contract['key']): readonly string[] {
  return key.state === 'known' ? [key.value] : [];
}

function staleAssertions({ body, layer }: PolicyPart, subjects: readonly Subject[]): readonly PolicyDiagnostic[] {
  return itemsOf(nodeAt(body, 'assert')).flatMap((entry) => {
    const selector = nodeAt(entry, 'for');
    return !selector || subjects.some(compileSelector(selectorFrom(selector), layer.folder))
      ? []
      : [hint(selector, `The assertion "${textAt(entry, 'id') ?? ''}" is for no contract.`, 'Remove it, or mend its "for".')];
  });
}

/** Dissolved teams own nothing, as they should. Of CODEOWNERS not every line is about contracts. */
function staleTeams({ body }: PolicyPart, owners: ReadonlySet<string>): readonly PolicyDiagnostic[] {
  return [...entriesOf(nodeAt(body, 'owners', 'directory'))].flatMap(([name, entry]) => {
    const names = [name, ...textsAt(entry.value, 'aliases')];
    const isExpected = textAt(entry.value, 'dissolved') !== null || entry.key.source.file?.endsWith('CODEOWNERS') === true;
    return isExpected || names.some((spelling) => owners.has(spelling))
      ? []
      : [hint(entry, `The team "${name}" owns no contract.`, 'Remove it, or keep it for contracts to come.')];
  });
}

function staleCatalogs({ body }: PolicyPart, subjects: readonly Subject[]): readonly PolicyDiagnostic[] {
  return [...entriesOf(nodeAt(body, 'contracts', 'catalogs'))].flatMap(([name, entry]) => {
    const matches = compileGlobs(textsAt(entry.value, 'files'));
    return subjects.some(({ file }) => matches(file))
      ? []
      : [hint(entry, `The catalogue "${name}" holds no contract.`, 'Mend its files, or remove it.')];
  });
}

/** A contract that has left needs its entry for the change that removes it; one that was never there is misspelt. */
function staleDeprecations({ body }: PolicyPart, subjects: readonly Subject[]): readonly PolicyDiagnostic[] {
  return itemsOf(nodeAt(body, 'deprecations')).flatMap((entry) => {
    const node = nodeAt(entry, 'contract');
    const key = textOf(node);
    if (!node || key === null) return [];
    const stages = subjects.filter((subject) => subject.key === key).map(({ stability }) => stability);
    if (stages.length === 0) {
      const near = didYouMean(key, new Set(subjects.flatMap((subject) => subject.key ?? [])));
      return near === null ? [] : [hint(node, `No contract has the key "${key}".`, near)];
    }
    const isExpected = stages.some((stage) => stage === null || stage === 'deprecated');
    return isExpected ? [] : [hint(node, `"${key}" is not deprecated.`, 'Set its stability, or remove the entry.')];
  });
}

/** A day that has come says no more than `error` does. */
function passedDays({ body }: PolicyPart, today: string): readonly PolicyDiagnostic[] {
  return [...entriesOf(nodeAt(body, 'rules'))].flatMap(([rule, { value }]) => {
    const day = nodeAt(value, 'becomesErrorOn');
    const text = textOf(day);
    return day && text !== null && text <= today
      ? [hint(day, `"${rule}" has been an error since ${text}.`, 'Write "error" instead of the day.')]
      : [];
  });
}
