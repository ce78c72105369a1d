import type { Change } from '../change.ts';
import { canonical } from './json.ts';
import { itemChange, fieldChange, lists, values } from './policy-values.ts';
import type { Sides } from './sides.ts';

type Demand = 'role' | 'permission' | 'flag';

/** What a caller must have: one of each of these lists. */
type Demands = readonly (readonly string[])[];

/** The fields of `policy` that list roles, or permissions: of the one a caller needs every item, of the other one. */
export interface DemandFields {
  readonly demand: 'role' | 'permission';
  readonly all: string;
  readonly any: string;
}

/**
 * The changes of roles or permissions, both fields together: a role that is demanded anyway is no news among alternatives.
 * @param isReadable whether a field can be read on both sides
 */
export function demandChanges(sides: Sides, { demand, all, any }: DemandFields, isReadable: (field: string) => boolean): Change[] {
  const none = { before: [], after: [] };
  const every = isReadable(all) ? lists(sides, all) : none;
  const some = isReadable(any) ? lists(sides, any) : none;
  const demandsOf = (side: 'before' | 'after'): Demands => [
    ...every[side].map((item) => [item]),
    ...(some[side].length > 0 ? [some[side]] : []),
  ];
  const [before, after] = [demandsOf('before'), demandsOf('after')];
  const isNew = (list: readonly string[]): boolean => !implies(before, list);
  const isGone = (list: readonly string[]): boolean => !implies(after, list);
  return [
    ...demandsOfAll(
      sides,
      all,
      demand,
      every.after.filter((item) => isNew([item])),
      every.before.filter((item) => isGone([item])),
    ),
    ...demandsOfAny(sides, any, demand, { ...some, isTightened: isNew(some.after), isLoosened: isGone(some.before) }),
  ];
}

/** Whether who meets the demands has one of the list. */
function implies(demands: Demands, list: readonly string[]): boolean {
  return demands.some((one) => one.every((item) => list.includes(item)));
}

/** Flags: all of them must be set. */
export function flagChanges(sides: Sides): Change[] {
  const { before, after } = lists(sides, 'flags');
  return demandsOfAll(sides, 'flags', 'flag', itemsBeside(after, before), itemsBeside(before, after));
}

/** Each item more tightens, each one less loosens. */
function demandsOfAll(sides: Sides, field: string, demand: Demand, come: readonly string[], gone: readonly string[]): Change[] {
  return [
    ...come.map((item) => itemChange(sides, `${demand}-demanded`, field, item, 'after', `The ${demand} "${item}" is now demanded.`)),
    ...gone.map((item) => itemChange(sides, `${demand}-dropped`, field, item, 'before', `The ${demand} "${item}" is no longer demanded.`)),
  ];
}

interface Alternatives {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly isTightened: boolean;
  readonly isLoosened: boolean;
}

/** Each item more loosens, but a first list tightens. */
function demandsOfAny(sides: Sides, field: string, demand: Demand, { before, after, isTightened, isLoosened }: Alternatives): Change[] {
  const demanded = (): Change[] =>
    before.length === 0
      ? [fieldChange(sides, `${demand}-demanded`, field, `One of these is now demanded: ${after.join(', ')}.`, null, after.join(', '))]
      : itemsBeside(before, after).map((item) =>
          itemChange(sides, `${demand}-demanded`, field, item, 'before', `The ${demand} "${item}" no longer lets in.`),
        );
  const dropped = (): Change[] =>
    after.length === 0
      ? [
          fieldChange(
            sides,
            `${demand}-dropped`,
            field,
            `None of these is demanded any more: ${before.join(', ')}.`,
            before.join(', '),
            null,
          ),
        ]
      : itemsBeside(after, before).map((item) =>
          itemChange(sides, `${demand}-dropped`, field, item, 'after', `The ${demand} "${item}" now lets in, too.`),
        );
  return [...(after.length > 0 && isTightened ? demanded() : []), ...(before.length > 0 && isLoosened ? dropped() : [])];
}

function itemsBeside(list: readonly string[], others: readonly string[]): readonly string[] {
  return list.filter((item) => !others.includes(item));
}

/** Whether a human has to approve each call. */
export function escalationChanges(sides: Sides): Change[] {
  const { base, head } = values(sides, 'escalate');
  const before = base === undefined || base === null ? null : canonical(base);
  const after = head === undefined || head === null ? null : canonical(head);
  if (before === after) return [];
  if (before === null)
    return [fieldChange(sides, 'human-review-demanded', 'escalate', 'A human must now approve each call.', before, after)];
  if (after === null)
    return [fieldChange(sides, 'human-review-dropped', 'escalate', 'A human no longer approves each call.', before, after)];
  return [fieldChange(sides, 'policy-option-changed', 'escalate', `The escalation changed from ${before} to ${after}.`, before, after)];
}
