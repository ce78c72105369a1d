import type { ObjectSchema } from '../../contracts/schema/schema.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { describeSchema } from './describe.ts';
import { areWrittenAlike } from './same.ts';
import { finiteValues } from './shape.ts';
import type { Member, Shape } from './shape.ts';
import { report } from './walk.ts';
import type { Place, Walk } from './walk.ts';

/** Above this many pairs, members are matched by how they are written and by their discriminator alone. */
const MAX_PAIRS_COMPARED = 400;

/** Unions: members that are the same, members that became others, members gone and come. */
export function walkUnion(walk: Walk, place: Place, before: Shape, after: Shape): void {
  const pairs: [Member, Member][] = [];
  const left = new Set(before.members);
  const right = new Set(after.members);
  const match = (areAlike: (base: Member, head: Member) => boolean, isChange: boolean): void => {
    for (const base of left) {
      for (const head of right) {
        if (!areAlike(base, head)) continue;
        if (isChange) pairs.push([base, head]);
        left.delete(base);
        right.delete(head);
        break;
      }
    }
  };
  match(
    (base, head) =>
      base.sort === head.sort && haveOneTag(base, head) !== 'no' && areWrittenAlike(base.schema, head.schema, walk.options.isOpaque),
    false,
  );
  match((base, head) => base.sort === head.sort && haveOneTag(base, head) === 'yes', true);
  if (left.size * right.size <= MAX_PAIRS_COMPARED) match((base, head) => walk.judge.areEqual(base.schema, head.schema), true);
  match((base, head) => base.sort === head.sort && haveOneName(base, head), true);
  const only = (members: ReadonlySet<Member>, sort: Member['sort']): boolean =>
    [...members].filter((member) => member.sort === sort).length === 1;
  match(
    (base, head) => base.sort === head.sort && haveOneTag(base, head) !== 'no' && only(left, base.sort) && only(right, head.sort),
    true,
  );

  for (const [base, head] of pairs) {
    const at = memberPlace(place, after.members.length > 1 ? after : before, after.members.length > 1 ? head : base);
    const union = place.union && { ...place.union, member: { base: base.schema, head: head.schema } };
    walk.member({ ...at, union }, base, head);
  }
  for (const base of left) reportMember(walk, memberPlace(place, before, base), base, 'removed', place);
  for (const head of right) reportMember(walk, memberPlace(place, after, head), head, 'added', place);
}

function memberPlace(place: Place, shape: Shape, member: Member): Place {
  // Constants stand for several members as written, so they are the union's own.
  return shape.members.length === 1 || member.sort === 'finite' ? place : { ...place, path: `${place.path}.members[${member.index}]` };
}

function reportMember(walk: Walk, place: Place, member: Member, what: 'added' | 'removed', whole: Place): void {
  const { union } = whole;
  if (!union) return;
  // A member that the other end takes as a part of another says nothing new.
  if (walk.judge.contains(member.schema, what === 'added' ? union.base : union.head) === 'yes') return;
  const text = describeSchema(member.schema);
  const isAdded = what === 'added';
  const verdict = isAdded ? walk.judge.compare(union.base, member.schema, 'head') : walk.judge.compare(member.schema, union.head, 'base');
  const row = member.sort === 'unreadable' ? 'unreadable' : (`union-member-${what}` as const);
  const origins = {
    baseOrigin: isAdded ? union.base.origin : member.schema.origin,
    headOrigin: isAdded ? member.schema.origin : union.head.origin,
  };
  report(walk, place, row, { before: isAdded ? null : text, after: isAdded ? text : null, ...origins }, verdict);
}

function haveOneName(base: Member, head: Member): boolean {
  return 'name' in base.schema && 'name' in head.schema && base.schema.name !== null && base.schema.name === head.schema.name;
}

/** Whether two models have the same constants under the fields by which members of unions are told apart. */
function haveOneTag(base: Member, head: Member): 'yes' | 'no' | 'none' {
  if (base.schema.kind !== 'object' || head.schema.kind !== 'object') return 'none';
  const before = tagsOf(base.schema);
  const after = tagsOf(head.schema);
  let answer: 'yes' | 'none' = 'none';
  for (const [name, value] of before) {
    const other = after.get(name);
    if (other === undefined) continue;
    if (other !== value) return 'no';
    answer = 'yes';
  }
  return answer;
}

const tagsOf = memoizeWeakly(({ fields }: ObjectSchema): ReadonlyMap<string, string> => {
  const tags = new Map<string, string>();
  for (const [name, field] of fields) {
    if (field.optional || field.array) continue;
    if (field.type.kind === 'literal') tags.set(name, JSON.stringify(field.type.value));
    else if (field.type.kind === 'enum' && field.type.values.length === 1) tags.set(name, JSON.stringify(finiteValues(field.type)[0]));
  }
  return tags;
});
