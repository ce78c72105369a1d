import type { ExitCode } from '../../check/exit-code.ts';
import { openWithPolicy } from '../../check/head.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { catalogue, catalogueEntry } from '../../compare/catalogue.ts';
import { didYouMean } from '../../policy/nearest.ts';
import type { Policy } from '../../policy/policy.ts';
import { printConfig } from '../../policy/print-config.ts';
import { configText } from '../../report/config-text.ts';
import { changePage, changeTable, ruleTable, waiverExample } from '../../report/explanation.ts';
import { type Style, styleOf } from '../../report/style.ts';
import { renderMarkdown } from '../../report/terminal-markdown.ts';
import { isAssertion } from '../../rules/assertions.ts';
import { rules, rulesUnder } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { readDocsPage } from '../docs-page.ts';
import { printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import type { CommonOptions } from '../options.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';

const WIDTH = 100;

/** `explain`: the page of a rule with the options in force here, or what is known of a kind of change. Works offline. */
export function runExplain(id: string | null, flags: CommonOptions, io: Io): ExitCode {
  const colors = colorsOn(io.stdout, io);
  const style = styleOf(colors);
  const columns = io.stdout.columns ?? Infinity;
  if (id === null) {
    io.stdout.write(`${[...ruleTable(rules, style, columns), '', ...changeTable(catalogue, style, columns)].join('\n')}\n`);
    return 0;
  }
  const change = catalogueEntry(id);
  const width = Math.min(io.stdout.columns ?? WIDTH, WIDTH);
  if (change) {
    io.stdout.write(`${changePage(change, style, width).join('\n')}\n`);
    return 0;
  }
  const watch = startStopwatch();
  const options = { ...readOptions(flags, io, watch), isPolicyEnough: true };
  const head = openWithPolicy(options);
  const known = rulesUnder(head.policy);
  const rule = known.find((one) => one.id === id);
  if (!rule) {
    const ids = [...known.map((one) => one.id), ...catalogue.map((entry) => entry.id)];
    throw new UsageError(
      `There is no rule and no change "${id}".`,
      begunWith(id, ids) ?? didYouMean(id, ids) ?? 'Run `contracts-governance explain` to see all of them.',
    );
  }
  io.stdout.write(rulePage(rule, style, width));
  io.stdout.write(
    `${configText(optionsOf(rule, head.policy), 'In force here, outside of overrides', { colors, columns: io.stdout.columns })}\n`,
  );
  io.stdout.write(`${waiverExample(rule, head.policy.waiverRules, options.today, style).join('\n')}\n`);
  printProblems(head.policyProblems, io);
  if (flags.timing) printTiming(watch, io);
  return head.policyProblems.length > 0 ? 2 : 0;
}

/** More ids than these are better looked up in the list of all. */
const MAX_BEGUN = 8;

function begunWith(beginning: string, ids: readonly string[]): string | null {
  const begun = ids.filter((id) => id.startsWith(beginning));
  return begun.length < 2 || begun.length > MAX_BEGUN ? null : `These begin so: ${begun.join(', ')}.`;
}

function rulePage(rule: Rule, style: Style, width: number): string {
  const page = readDocsPage(`rules/${rule.id}.md`) ?? `# ${rule.id}\n\n${rule.description}.\n`;
  return `${renderMarkdown(page, style, width).join('\n')}\n`;
}

/** The options that the rule reads; of the assertions of the policy an assertion is one itself. */
function optionsOf(rule: Rule, policy: Policy): ReturnType<typeof printConfig> {
  const own = [`rules.${rule.id}`, ...rule.policy];
  return printConfig(policy, '')
    .filter(({ path }) => own.some((section) => path === section || path.startsWith(`${section}.`) || path.startsWith(`${section}[`)))
    .map((entry) =>
      isAssertion(rule) && Array.isArray(entry.value) ? { ...entry, value: entry.value.filter((item) => isNamed(item, rule.id)) } : entry,
    );
}

function isNamed(item: unknown, id: string): boolean {
  return typeof item === 'object' && item !== null && 'id' in item && item.id === id;
}
