import type { Contract, UnresolvedValue } from '../contracts/contract.ts';
import { NOT_A_SCHEMA, NOT_JSON } from '../contracts/schema/schema.ts';
import { groupBy } from '../source/groups.ts';
import { contains } from '../source/span.ts';
import { UNPARSED, UNREAD } from '../values/value.ts';
import { defineRule, type FileRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { governedValues } from './support/governed-values.ts';
import { joined } from './support/text.ts';

export const staticContract: FileRule = defineRule({
  id: 'static-contract',
  hasLesser: true,
  area: 'reading',
  scope: 'file',
  description: 'Every governed value can be read without running code',
  messages: {
    parameter:
      'Cannot read {{values}} of {{contract}}: the parameter {{detail}} has no value that is known without running code. Write the value in the contract, or pass one that can be read.',
    'unknown-call':
      'Cannot read {{values}} of {{contract}}: the call of {{detail}} would have to be run. Write its result, or call a function of this repository whose body is one returned expression.',
    'dynamic-key': 'Cannot read {{values}} of {{contract}}: {{detail}} may be any of its properties. Write the key out.',
    'unknown-spread':
      'Cannot read {{values}} of {{contract}}: what the spread of {{detail}} adds is not known. Write out what it adds, or spread a constant that can be read.',
    reassigned: 'Cannot read {{values}} of {{contract}}: {{detail}} is assigned more than once. Declare it with const and one value.',
    mutated: 'Cannot read {{values}} of {{contract}}: {{detail}} is changed after it was declared. Build the value in one expression.',
    getter: 'Cannot read {{values}} of {{contract}}: the {{detail}} would have to be run. Make it a plain property.',
    'unresolved-import':
      'Cannot read {{values}} of {{contract}}: the import {{detail}} leads to no file of this repository. Import it from a file or workspace package of the repository, or write the value here.',
    unparsed: 'Cannot read {{values}} of {{contract}}: it comes from {{detail}}. Mend the syntax of that file, or write the value here.',
    unread: 'Cannot read {{values}} of {{contract}}: it comes from {{detail}}. Mend that, or write the value here.',
    ambiguous: 'Cannot read {{values}} of {{contract}}: {{detail}} may be one of several values. Write the one that is meant.',
    cycle: 'Cannot read {{values}} of {{contract}}: {{detail}} refers to itself. Write the value out.',
    'too-deep': 'Cannot read {{values}} of {{contract}}: {{detail}} goes through too many steps. Write the value nearer to the contract.',
    'not-a-schema':
      'Cannot compare {{values}} of {{contract}}: what stands there is {{detail}}. Write a model, a Zod type, or a scalar such as ScalarTypeEnum.ID().',
    'not-json': 'Cannot compare {{values}} of {{contract}}: {{detail}} has no form in JSON. Use a type that has one.',
    'not-static':
      'Cannot read {{values}} of {{contract}}: {{detail}} is known only when the code runs. Write a literal, or a constant that is one.',
  },
  policy: ['tags', 'audit.required', 'stability.requirements'],
  check(contract, context) {
    if (contract.unresolved.length === 0) return;
    const base = context.baseOf?.(contract) ?? null;
    const unknownAtBase = new Set(base?.unresolved.map((value) => value.path));
    // What could be read before is not to be hidden from the comparison.
    const isGoverned = governedValues(context.effective);
    const isError = ({ path }: UnresolvedValue): boolean => isGoverned(path) || (base !== null && !unknownAtBase.has(path));
    for (const group of groupsOf(contract.unresolved)) {
      const [first] = group;
      const subject = subjectOf(group);
      const isNew = base !== null && group.some(({ path }) => !unknownAtBase.has(path));
      context.report({
        messageId: messageOf(first),
        data: {
          values: joined(
            group.map((value) => value.path),
            4,
          ),
          contract: nameOf(contract),
          detail: first.detail.startsWith(NOT_JSON) ? first.detail.slice(NOT_JSON.length) : first.detail,
        },
        contract,
        at: first.site,
        subject,
        // An entry that the baseline kept from before the value could be read does not excuse that it no longer can.
        ...(isNew && { identity: JSON.stringify([contract.kind, nameOf(contract), subject, 'known at the base']) }),
        severity: group.some(isError) ? 'error' : 'warn',
        ...(!contains(first.site, first.origin) && { related: [{ span: first.origin, message: 'This expression cannot be read.' }] }),
      });
    }
  },
});

/** An import that leads to a file which says nothing is told otherwise than one that leads nowhere, and so is a type that is read and cannot be compared. */
function messageOf({ reason, detail }: UnresolvedValue): string {
  if (detail.startsWith(NOT_JSON)) return 'not-json';
  if (detail === NOT_A_SCHEMA) return 'not-a-schema';
  if (reason !== 'unresolved-import') return reason;
  if (detail.endsWith(UNPARSED)) return 'unparsed';
  return detail.includes(UNREAD) ? 'unread' : reason;
}

type Group = readonly [UnresolvedValue, ...UnresolvedValue[]];

/** One unreadable expression may stand for many values: they are one defect. */
function groupsOf(values: Contract['unresolved']): readonly Group[] {
  return [...groupBy(values, ({ site, origin, reason }) => JSON.stringify([site, origin, reason])).values()];
}

/** The field path; of several values the part that they share, else the first. */
function subjectOf(group: Group): string {
  const parts = group.map(({ path }) => path.split('.'));
  const [first = []] = parts;
  const shared = first.filter((_, depth) =>
    parts.every((other) => other.slice(0, depth + 1).join('.') === first.slice(0, depth + 1).join('.')),
  );
  return shared.length > 0 ? shared.join('.') : group[0].path;
}
