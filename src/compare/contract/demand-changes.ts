import type { Change } from '../change.ts';
import { canonical } from './json.ts';
import { itemChange, listChange, lists, values } from './policy-values.ts';
import type { Sides } from './sides.ts';

type Demand = 'role' | 'permission' | 'flag';

/** Of these lists a caller needs every item: each one more tightens, each one less loosens. */
export function demandsOfAll(sides: Sides, field: string, demand: Demand): Change[] {
  const { before, after } = lists(sides, field);
  return [
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => itemChange(sides, `${demand}-demanded`, field, item, 'after', `The ${demand} "${item}" is now demanded.`)),
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => itemChange(sides, `${demand}-dropped`, field, item, 'before', `The ${demand} "${item}" is no longer demanded.`)),
  ];
}

/** Of these lists a caller needs one item: each one more loosens, but a first list tightens. */
export function demandsOfAny(sides: Sides, field: string, demand: 'role' | 'permission'): Change[] {
  const { before, after } = lists(sides, field);
  if (before.length === 0 && after.length > 0)
    return [listChange(sides, `${demand}-demanded`, field, `One of these is now demanded: ${after.join(', ')}.`, null, after.join(', '))];
  if (after.length === 0 && before.length > 0)
    return [
      listChange(sides, `${demand}-dropped`, field, `None of these is demanded any more: ${before.join(', ')}.`, before.join(', '), null),
    ];
  return [
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => itemChange(sides, `${demand}-demanded`, field, item, 'before', `The ${demand} "${item}" no longer lets in.`)),
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => itemChange(sides, `${demand}-dropped`, field, item, 'after', `The ${demand} "${item}" now lets in, too.`)),
  ];
}

/** Whether a human has to approve each call. */
export function escalationChanges(sides: Sides): Change[] {
  const { base, head } = values(sides, 'escalate');
  const before = base === undefined || base === null ? null : canonical(base);
  const after = head === undefined || head === null ? null : canonical(head);
  if (before === after) return [];
  if (before === null)
    return [listChange(sides, 'human-review-demanded', 'escalate', 'A human must now approve each call.', before, after)];
  if (after === null)
    return [listChange(sides, 'human-review-dropped', 'escalate', 'A human no longer approves each call.', before, after)];
  return [listChange(sides, 'policy-option-changed', 'escalate', `The escalation changed from ${before} to ${after}.`, before, after)];
}
