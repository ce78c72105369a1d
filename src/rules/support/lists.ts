import type { Contract, Known, ReadList } from '../../contracts/contract.ts';
import { count } from '../../source/count.ts';
import type { Report } from '../finding.ts';
import { hasUnknown, knownItems, nameOf } from './contracts.ts';
import { type ReadText, removeRepetition } from './fixes.ts';

/** How many elements a list of a contract may have, and how its messages speak of it. */
export interface ListDemand {
  readonly min: number;
  readonly max: number | null;
  /** `owner`, `tag`. */
  readonly noun: string;
}

/** The messages that `listReports` uses; a rule takes them over with its own noun. */
export function listMessages(
  noun: string,
  field: string,
  purpose: string,
): Record<'missing' | 'tooFew' | 'tooMany' | 'repeated' | 'empty' | 'notList' | 'notText', string> {
  return {
    missing: `No ${noun} is named for {{contract}}. ${purpose}`,
    tooFew: `{{contract}} has {{count}}, the policy asks for at least {{min}}. ${purpose}`,
    tooMany: `{{contract}} has {{count}}, the policy allows at most {{max}}. Remove what is not needed from ${field}.`,
    repeated: `The ${noun} "{{name}}" of {{contract}} is named more than once. Remove the repetition.`,
    empty: `The ${noun} in place {{place}} of ${field} of {{contract}} is empty. Write a name or remove it.`,
    notList: `${field} of {{contract}} is {{found}}, it must be an array of strings.`,
    notText: `The ${noun} in place {{place}} of ${field} of {{contract}} is {{found}}, it must be a string.`,
  };
}

/** What is wrong with a list as a list: absent, too short, too long, with repetitions or with what is no name. */
export function* listReports(contract: Contract, list: ReadList<string>, demand: ListDemand, readText: ReadText): Generator<Report> {
  const data = { contract: nameOf(contract) };
  if (list.state === 'unknown') return;
  if (list.state === 'invalid') {
    yield { messageId: 'notList', data: { ...data, found: list.found }, contract, at: list.site };
    return;
  }
  if (list.state === 'absent') {
    if (demand.min > 0) yield { messageId: 'missing', data, contract, at: list.site };
    return;
  }
  yield* elementReports(contract, list, data, readText);
  const names = new Set(knownItems(list).map((item) => item.value));
  const isWhole = !hasUnknown(list) && list.value.every((item) => item.state === 'known' && item.value.trim() !== '');
  if (isWhole && names.size < demand.min) {
    if (names.size === 0) yield { messageId: 'missing', data, contract, at: list.site };
    else
      yield {
        messageId: 'tooFew',
        data: { ...data, count: count(names.size, demand.noun), min: String(demand.min) },
        contract,
        at: list.site,
      };
  }
  if (demand.max !== null && names.size > demand.max) {
    yield {
      messageId: 'tooMany',
      data: { ...data, count: count(names.size, demand.noun), max: String(demand.max) },
      contract,
      at: list.site,
    };
  }
}

function* elementReports(
  contract: Contract,
  list: ReadList<string>,
  data: { readonly contract: string },
  readText: ReadText,
): Generator<Report> {
  if (list.state !== 'known') return;
  const first = new Map<string, Known<string>>();
  // What a function, a loop or a factory makes is rarely made once, and hardly exported where it is written.
  const isMadeOnce = contract.exportName !== null && contract.definedAt === null;
  for (const [index, item] of list.value.entries()) {
    const place = String(index + 1);
    if (item.state === 'invalid')
      yield { messageId: 'notText', data: { ...data, place, found: item.found }, contract, at: item.site, subject: place };
    if (item.state !== 'known') continue;
    const earlier = first.get(item.value);
    if (item.value.trim() === '') yield { messageId: 'empty', data: { ...data, place }, contract, at: item.site, subject: place };
    else if (!earlier) first.set(item.value, item);
    else {
      const fix = removeRepetition(list, index, isMadeOnce, readText);
      yield {
        messageId: 'repeated',
        data: { ...data, name: item.value },
        contract,
        at: item.site,
        subject: item.value,
        related: [{ span: earlier.origin, message: `"${item.value}" is named here first.` }],
        ...(fix && { fix }),
      };
    }
  }
}
