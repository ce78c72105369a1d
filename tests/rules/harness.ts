import type { Inventory } from '../../src/contracts/inventory.ts';
import { readInventory } from '../../src/contracts/read.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Fix, Report } from '../../src/rules/finding.ts';
import { renderMessage } from '../../src/rules/message.ts';
import type { FileRule, RepositoryRule, ReportContext } from '../../src/rules/rule.ts';
import { memoryTree } from '../../src/source/memory.ts';
import type { Span } from '../../src/source/span.ts';
import { policyWith, type PolicyPatch } from '../support/policy.ts';

/** Source text of `src/contract.ts`, or of several files by path. */
export type Sources = string | Readonly<Record<string, string>>;

/** A place: `path:line:column` and the exact text there. */
export interface SeenPlace {
  readonly message: string;
  readonly place: string;
  readonly text: string;
}

/** A finding in the words of a test. What a finding does not have is left out, so that `toEqual` refuses what was not expected. */
export interface SeenFinding extends SeenPlace {
  readonly contract: string | null;
  readonly subject?: string;
  readonly severity?: 'error' | 'warn';
  readonly related?: readonly SeenPlace[];
  /** The sources after the fix, in the form in which the test gave them: only the files that differ. */
  readonly fix?: Sources;
  readonly suggestions?: readonly { readonly message: string; readonly output: Sources }[];
}

export interface RunOptions {
  readonly policy?: PolicyPatch | Policy;
  readonly today?: string;
}

const onlyFile = 'src/contract.ts';

/** Runs one file or repository rule over sources and gives all that it found, in the order of its reports. */
export function runRule(rule: FileRule | RepositoryRule, sources: Sources, options: RunOptions = {}): SeenFinding[] {
  const tree = memoryTree(typeof sources === 'string' ? { [onlyFile]: sources } : sources);
  const policy = isPolicy(options.policy) ? options.policy : policyWith(options.policy);
  const inventory = readInventory(tree, policy.read);
  if (inventory.problems.length > 0) throw new Error(`The sources cannot be read: ${JSON.stringify(inventory.problems)}`);
  if (inventory.contracts.length === 0) throw new Error('The sources hold no contract, so no rule can be tested on them.');
  const reports: Report[] = [];
  const context: ReportContext = { policy, today: options.today ?? '2026-06-15', report: (report) => reports.push(report) };
  if (rule.scope === 'repo') rule.check(inventory, context);
  else {
    for (const contract of inventory.contracts) rule.check(contract, { ...context, effective: policy.for(contract), tree });
    rule.checkRepository?.(inventory, context);
  }
  return reports.map((report) => seen(report, rule, inventory, sources));
}

function isPolicy(policy: PolicyPatch | Policy | undefined): policy is Policy {
  return policy !== undefined && 'for' in policy;
}

function seen(report: Report, rule: FileRule | RepositoryRule, inventory: Inventory, sources: Sources): SeenFinding {
  const { contract } = report;
  if (contract && report.at.file !== contract.file)
    throw new Error(`A finding must point into ${contract.file}, not into ${report.at.file}.`);
  if (report.fix && !rule.fixable) throw new Error(`${rule.id} fixes, but its meta does not say "fixable".`);
  if (report.suggestions?.length && !rule.hasSuggestions)
    throw new Error(`${rule.id} suggests, but its meta does not say "hasSuggestions".`);
  return {
    ...placeOf(report.at, messageOf(rule, report.messageId, report.data), inventory),
    contract: contract && contractName(contract),
    ...(report.subject != null && { subject: report.subject }),
    ...(report.severity && { severity: report.severity }),
    ...(report.related?.length && { related: report.related.map(({ span, message }) => placeOf(span, message, inventory)) }),
    ...(report.fix && { fix: fixed(report.fix, sources) }),
    ...(report.suggestions?.length && {
      suggestions: report.suggestions.map(({ messageId, data, fix }) => ({
        message: messageOf(rule, messageId, { ...report.data, ...data }, data),
        output: fixed(fix, sources),
      })),
    }),
  };
}

function contractName(contract: NonNullable<Report['contract']>): string {
  return `${contract.kind} ${contract.key.state === 'known' ? contract.key.value : '?'}`;
}

function placeOf(span: Span, message: string, inventory: Inventory): SeenPlace {
  const text = inventory.tree.read(span.file);
  const before = text.slice(0, span.start).split('\n');
  return { message, place: `${span.file}:${before.length}:${(before.at(-1) ?? '').length + 1}`, text: text.slice(span.start, span.end) };
}

function messageOf(rule: FileRule | RepositoryRule, id: string, data: Report['data'] = {}, own = data): string {
  const template = rule.messages[id];
  if (template === undefined) throw new Error(`${rule.id} has no message "${id}".`);
  for (const name of Object.keys(own ?? {}))
    if (!template.includes(`{{${name}}}`)) throw new Error(`The message "${id}" of ${rule.id} does not use "${name}".`);
  for (const [, name = ''] of template.matchAll(/\{\{(\w+)\}\}/g)) {
    if (!Object.hasOwn(data, name)) throw new Error(`The message "${id}" of ${rule.id} lacks "${name}".`);
  }
  return renderMessage(template, data);
}

/** Applies the edits of a fix; the result has the form of `sources`. */
function fixed(fix: Fix, sources: Sources): Sources {
  const texts = typeof sources === 'string' ? { [onlyFile]: sources } : sources;
  const outputs: Record<string, string> = {};
  for (const file of new Set(fix.edits.map((edit) => edit.span.file))) outputs[file] = applyEdits(texts[file] ?? '', fix, file);
  return typeof sources === 'string' ? (outputs[onlyFile] ?? '') : outputs;
}

function applyEdits(source: string, fix: Fix, file: string): string {
  let text = source;
  let limit = source.length;
  for (const edit of fix.edits.filter(({ span }) => span.file === file).toSorted((a, b) => b.span.start - a.span.start)) {
    if (edit.span.end > limit) throw new Error('Two edits of one fix overlap.');
    text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
    limit = edit.span.start;
  }
  return text;
}
