import type { Contract, ContractError, JsonValue } from '../../contracts/contract.ts';
import { declaredErrors, declaredSuccesses, statusOf } from '../../contracts/outcomes.ts';
import type { Change } from '../change.ts';
import { contractChange, unreadableChange, valueChange } from './change-builder.ts';
import { squeeze } from './json.ts';
import { describe } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource, unreadableAt } from './unreadable.ts';

/** Changes of the declared errors and of the named success outcomes. */
export function errorChanges(sides: Sides): Change[] {
  const unreadable = wholeUnreadable(sides);
  if (unreadable) return [unreadable, ...successChanges(sides)];
  const [base, head] = [declaredErrors(sides.base), declaredErrors(sides.head)];
  const removed = [...base].filter(([name]) => !head.has(name));
  const added = [...head].filter(([name]) => !base.has(name));
  const renamed = renames(removed, added);
  const changes: Change[] = [];
  for (const [name, error] of base) {
    const now = head.get(name);
    if (now) changes.push(...detailChanges(sides, name, error, now));
  }
  for (const [name, error] of removed) {
    const successor = renamed.get(name);
    changes.push(
      successor
        ? renameOf(sides, name, error, ...successor)
        : errorChange(sides, 'error-removed', name, `The error "${name}" was removed.`, error, null),
    );
  }
  const successors = new Set([...renamed.values()].map(([name]) => name));
  for (const [name, error] of added) {
    if (!successors.has(name)) changes.push(errorChange(sides, 'error-added', name, `The error "${name}" was added.`, null, error));
  }
  return [...changes, ...successChanges(sides)];
}

type NamedError = readonly [string, ContractError];

/** Errors that differ in nothing but their name, as far as they can be read, where it is clear which became which. */
function renames(removed: readonly NamedError[], added: readonly NamedError[]): Map<string, NamedError> {
  const found = new Map<string, NamedError>();
  for (const [name, error] of removed) {
    const candidates = added.filter(([, other]) => mayBeSame(error, other));
    const [candidate] = candidates;
    if (!candidate || candidates.length > 1) continue;
    const rivals = removed.filter(([, other]) => mayBeSame(other, candidate[1]));
    if (rivals.length === 1) found.set(name, candidate);
  }
  return found;
}

/** What cannot be read on one side alone may be what it was; something has to be known to be the same. */
function mayBeSame(base: ContractError, head: ContractError): boolean {
  const [status, now] = [statusOf(base).status, statusOf(head).status];
  const parts = [[status, now] as const, [base.gqlCode, head.gqlCode] as const, [base.when, head.when] as const];
  const isSame = ([was, is]: (typeof parts)[number]): boolean => was.state === is.state && describe(was) === describe(is);
  const isHidden = ([was, is]: (typeof parts)[number]): boolean => (was.state === 'unknown') !== (is.state === 'unknown');
  return (
    parts.every((part) => isSame(part) || isHidden(part)) &&
    (parts.every(isSame) || parts.some((part) => isSame(part) && part[0].state === 'known'))
  );
}

function renameOf(sides: Sides, name: string, error: ContractError, newName: string, successor: ContractError): Change {
  const message = `The error "${name}" was renamed to "${newName}".`;
  const ends = { before: name, after: newName, base: error, head: successor };
  return contractChange(sides, 'error-renamed', { path: error.path, message, ...ends });
}

function errorChange(
  sides: Sides,
  id: 'error-added' | 'error-removed',
  name: string,
  message: string,
  base: ContractError | null,
  head: ContractError | null,
): Change {
  const path = (head ?? base)?.path ?? '';
  return contractChange(sides, id, { path, message, before: base && name, after: head && name, base, head });
}

function detailChanges(sides: Sides, name: string, base: ContractError, head: ContractError): Change[] {
  return [...statusChanges(sides, name, base, head), ...gqlChanges(sides, name, base, head), ...whenChanges(sides, name, base, head)];
}

/** How a detail of an error stands on both sides. */
interface Detail<R extends ErrorDetail = ErrorDetail> {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly base: R;
  readonly head: R;
}

type ErrorDetail = ContractError['http'] | ContractError['gqlCode'];

function detailAt<R extends ErrorDetail>(path: string, base: R, head: R): Detail<R> {
  return { path, before: describe(base), after: describe(head), base, head };
}

function statusChanges(sides: Sides, name: string, was: ContractError, is: ContractError): Change[] {
  const [{ status: base, field }, { status: head, field: newer }] = [statusOf(was), statusOf(is)];
  const detail = detailAt(head.state === 'absent' ? `${was.path}.${field}` : `${is.path}.${newer}`, base, head);
  if (base.state === 'unknown' || head.state === 'unknown') return unreadableDetail(sides, detail);
  const { before, after } = detail;
  if (before === after) return [];
  const message = `The HTTP status of "${name}" ${before === null ? 'is now' : `changed from ${before} to`} ${after ?? 'none'}.`;
  const isSameClass =
    base.state === 'absent' ||
    (base.state === 'known' && head.state === 'known' && Math.floor(base.value / 100) === Math.floor(head.value / 100));
  return [contractChange(sides, isSameClass ? 'error-http-status-changed' : 'error-http-class-changed', { ...detail, message })];
}

function gqlChanges(sides: Sides, name: string, { gqlCode: base }: ContractError, { gqlCode: head, path }: ContractError): Change[] {
  const detail = detailAt(`${path}.gqlCode`, base, head);
  if (base.state === 'unknown' || head.state === 'unknown') return unreadableDetail(sides, detail);
  const { before, after } = detail;
  if (before === after) return [];
  const message = `The GraphQL code of "${name}" ${before === null ? 'is now' : `changed from ${before} to`} ${after ?? 'none'}.`;
  return [contractChange(sides, before === null ? 'error-gql-code-added' : 'error-gql-code-changed', { ...detail, message })];
}

function whenChanges(sides: Sides, name: string, { when: base }: ContractError, { when: head, path }: ContractError): Change[] {
  const detail = detailAt(`${path}.when`, base, head);
  if (squeeze(detail.before) === squeeze(detail.after)) return [];
  return [contractChange(sides, 'error-when-changed', { ...detail, message: `The words that say when "${name}" occurs changed.` })];
}

function unreadableDetail(sides: Sides, detail: Detail): Change[] {
  const { path, base, head } = detail;
  if (base.state === 'unknown' && head.state === 'unknown' && hasSameSource(sides, path)) return [];
  return [unreadableChange(sides, 'error-unreadable', path, detail)];
}

/** The change that stands for all errors where they cannot be listed, or null. */
function wholeUnreadable(sides: Sides): Change | null {
  const isWhole = (contract: Contract, path: string): boolean => {
    const found = unreadableAt(contract, path);
    return found !== null && found.path.length <= path.length;
  };
  const paths = ['io.errors', 'results.errors'].filter((path) => isWhole(sides.base, path) || isWhole(sides.head, path));
  const path = paths.find((one) => !hasSameSource(sides, one));
  return path === undefined ? null : unreadableChange(sides, 'error-unreadable', path);
}

function successChanges(sides: Sides): Change[] {
  const changes: Change[] = [];
  const [base, head] = [declaredSuccesses(sides.base), declaredSuccesses(sides.head)];
  for (const name of new Set([...Object.keys(base), ...Object.keys(head)])) {
    const before = successStatus(base[name]);
    const after = successStatus(head[name]);
    if (before === after) continue;
    const verb = before === null ? 'was added' : after === null ? 'was removed' : `changed from ${before} to ${after}`;
    const id = before === null ? 'success-added' : 'success-changed';
    const isResult = Object.hasOwn((after === null ? sides.base : sides.head).results.success, name);
    const steps = [isResult ? 'results' : 'io', 'success', name];
    changes.push(valueChange(sides, id, steps, `The success outcome "${name}" ${verb}.`, before, after));
  }
  return changes;
}

/** The status of an outcome as text, null where there is no such outcome. */
function successStatus(outcome: JsonValue | undefined): string | null {
  if (outcome === undefined) return null;
  if (outcome === null || typeof outcome !== 'object') return JSON.stringify(outcome);
  const { status, http } = outcome as { readonly status?: JsonValue; readonly http?: JsonValue };
  return JSON.stringify(status ?? http ?? null);
}
