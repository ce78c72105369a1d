import { openWithPolicy } from '../../check/head.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { type CatalogueEntry } from '../../compare/catalogue/entry.ts';
import { catalogue, catalogueEntry } from '../../compare/catalogue.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { printConfig } from '../../policy/print-config.ts';
import { configText } from '../../report/config-text.ts';
import { changePage, changeTable, ruleTable, waiverExample } from '../../report/explanation.ts';
import { type Style, styleOf } from '../../report/style.ts';
import { renderMarkdown } from '../../report/terminal-markdown.ts';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { readDocsPage } from '../docs-page.ts';
import type { ExitCode } from '../../check/exit-code.ts';
import { printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import type { CommonOptions } from '../options.ts';
import { readOptions } from '../read-options.ts';

const WIDTH = 100;

/** `explain`: the page of a rule with the options in force here, or what is known of a kind of change. Works offline. */
export function runExplain(id: string | null, flags: CommonOptions, io: Io): ExitCode {
  const colors = colorsOn(io.stdout, io, flags.color);
  const style = styleOf(colors);
  if (id === null) {
    io.stdout.write(`${[...ruleTable(rules, style), '', ...changeTable(catalogue, style)].join('\n')}\n`);
    return 0;
  }
  const rule = rules.find((one) => one.id === id);
  const change = catalogueEntry(id);
  if (!rule && !change) {
    const ids = [...rules.map((one) => one.id), ...catalogue.map((entry) => entry.id)];
    throw new UsageError(
      `There is no rule and no change "${id}".`,
      didYouMean(id, ids) ?? 'Run `contracts-governance explain` to see all of them.',
    );
  }
  const width = Math.min(io.stdout.columns ?? WIDTH, WIDTH);
  io.stdout.write(`${rule ? rulePage(rule, style, width) : changeText(change, style, width)}`);
  return rule ? printOptions(rule, flags, colors, io) : 0;
}

function rulePage(rule: Rule, style: Style, width: number): string {
  const page = readDocsPage(`rules/${rule.id}.md`) ?? `# ${rule.id}\n\n${rule.description}.\n`;
  return `${renderMarkdown(page, style, width).join('\n')}\n`;
}

function changeText(change: CatalogueEntry | null, style: Style, width: number): string {
  return change ? `${changePage(change, style, width).join('\n')}\n` : '';
}

/** The options in force here, outside of all overrides, and how to waive. */
function printOptions(rule: Rule, flags: CommonOptions, colors: boolean, io: Io): ExitCode {
  const head = openWithPolicy(readOptions(flags, io, startStopwatch()));
  const own = [`rules.${rule.id}`, ...rule.policy];
  const entries = printConfig(head.policy, '').filter(({ path }) =>
    own.some((section) => path === section || path.startsWith(`${section}.`) || path.startsWith(`${section}[`)),
  );
  io.stdout.write(`${configText(entries, 'In force here, outside of overrides', colors)}\n`);
  io.stdout.write(`${waiverExample(rule, head.policy.waiverRules, styleOf(colors)).join('\n')}\n`);
  printProblems(head.policyProblems, io);
  return head.policyProblems.length > 0 ? 2 : 0;
}
