import { versionName } from '../../compare/version.ts';
import type { Contract, Emit, Known, Read } from '../../contracts/contract.ts';
import type { AuditPolicy, EffectivePolicy } from '../../policy/effective-policy.ts';
import { hasUnknown, knownItems, valueOf } from './contracts.ts';
import { nearKeys } from './near-key.ts';
import { matchesKey } from './patterns.ts';
import { isLeftTo } from './precedence.ts';

/** An event that a command emits, and the labels that would audit it. */
export interface EmittedEvent {
  readonly emit: Emit;
  readonly key: Known<string>;
  /** The labels that the policy's templates give, the preferred one first. Empty where a template that would decide needs a version that cannot be read. */
  readonly labels: readonly string[];
  readonly isAudited: boolean;
  /** The policy exempts it from audit. */
  readonly isExempt: boolean;
  /** A label of the command that names none of its events and is likely meant for this one. */
  readonly misspelt: Known<string> | null;
}

/** What a command emits against what it audits. */
export interface AuditState {
  readonly events: readonly EmittedEvent[];
  /** Labels that name none of the events. */
  readonly strangers: readonly Known<string>[];
  /** Part of `emits` or `audit` cannot be read: nothing may be said of what is missing from it. */
  readonly emitsUnknown: boolean;
  readonly auditUnknown: boolean;
}

/** Compares the events that a contract emits with its audit labels; events and labels that cannot be read are left out. */
export function auditState(contract: Contract, policy: AuditPolicy): AuditState {
  const audit = knownItems(contract.audit);
  const written = new Set(audit.map((label) => label.value));
  const events = emittedEvents(contract).map(({ emit, key }) => {
    const possible = labelsFor(key.value, valueOf(emit.version), policy.labels);
    const isAudited = possible.some((label) => written.has(label));
    // A template that cannot be filled may be the one that was used.
    const labels = isAudited || possible.length === policy.labels.length ? possible : [];
    return { emit, key, labels, isAudited, isExempt: isExempt(contract, key.value, policy) };
  });
  const expected = new Set(events.flatMap((event) => event.labels));
  const strangers = audit.filter((label) => !expected.has(label.value));
  return {
    events: withMisspelt(events, strangers),
    strangers,
    emitsUnknown: hasUnknown(contract.emits) || !areKeysKnown(contract) || events.some((event) => event.labels.length === 0),
    auditUnknown: hasUnknown(contract.audit),
  };
}

/** The entries of `emits` that name an event, by a key that can be read. */
export function emittedEvents(contract: Contract): readonly { readonly emit: Emit; readonly key: Known<string> }[] {
  return knownItems(contract.emits).flatMap(({ value: emit }) => (isKey(emit.key) ? [{ emit, key: emit.key }] : []));
}

/** Whether an entry of `emits` names no event: without a key, or with an empty one. */
export function isNameless(entry: Read<Emit>): boolean {
  if (entry.state === 'unknown') return false;
  return entry.state !== 'known' || (entry.value.key.state !== 'unknown' && !isKey(entry.value.key));
}

/** Whether it is the declaration of the event that lacks the key, and `complete-meta` says so there. */
export function isLeftToDeclaration(entry: Read<Emit>, rule: string, effective: EffectivePolicy): boolean {
  return entry.state === 'known' && entry.value.isDeclared && isLeftTo('complete-meta', rule, effective);
}

function isKey(read: Read<string>): read is Known<string> {
  return read.state === 'known' && read.value.trim() !== '';
}

function areKeysKnown({ emits }: Contract): boolean {
  return knownItems(emits).every(({ value }) => isKey(value.key));
}

/** Fills the templates of labels. A version that cannot be read leaves out the templates that name one. */
function labelsFor(event: string, version: string | number | undefined, templates: readonly string[]): readonly string[] {
  const full = version === undefined ? undefined : versionName(version);
  return templates.flatMap((template) => {
    if (full === undefined && /\{(?:version|major)\}/.test(template)) return [];
    const values = new Map([
      ['event', event],
      ['version', full ?? ''],
      ['major', full?.split('.')[0] ?? ''],
    ]);
    return [template.replace(/\{(event|version|major)\}/g, (_, name: string) => values.get(name) ?? '')];
  });
}

function isExempt(contract: Contract, event: string, { exempt }: AuditPolicy): boolean {
  const key = valueOf(contract.key) ?? '';
  // An entry that names commands and events exempts these events of these commands; one that names neither exempts nothing.
  return exempt.some(
    ({ keys, events }) =>
      keys.length + events.length > 0 &&
      (keys.length === 0 || keys.some((glob) => matchesKey(glob, key))) &&
      (events.length === 0 || events.some((glob) => matchesKey(glob, event))),
  );
}

/** Pairs each event that lacks its label with the nearest label that names no event, each label once. */
function withMisspelt(events: readonly Omit<EmittedEvent, 'misspelt'>[], strangers: readonly Known<string>[]): EmittedEvent[] {
  const free = new Map(strangers.map((label) => [label.value, label]));
  const findNear = nearKeys(free.keys());
  return events.map((event) => {
    const [label] = event.labels;
    const near = event.isAudited || event.isExempt || label === undefined ? null : findNear(label);
    const misspelt = near === null ? null : (free.get(near) ?? null);
    if (near !== null) free.delete(near);
    return { ...event, misspelt };
  });
}
