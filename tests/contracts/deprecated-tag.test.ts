import { expect, it } from 'vitest';
import { deprecatedTagAbove } from '../../src/contracts/reading/deprecated-tag.ts';
import { parseModule } from '../../src/modules/module.ts';

/** What the tag above the last statement says. */
function tagAbove(text: string): string | null {
  const module = parseModule('src/invoice.ts', text);
  const [call] = module.analysis.calls.slice(-1);
  return call ? deprecatedTagAbove(module, call.node) : null;
}

const CONTRACT = 'export const SendInvoice = define({});';

it.each([
  ['right above', `/** @deprecated use billing.invoice.issue */\n${CONTRACT}`, 'use billing.invoice.issue'],
  ['of several lines', `/**\n * Sends it.\n * @deprecated since March\n * @see other\n */\n${CONTRACT}`, 'since March'],
  ['without a text', `/** @deprecated */\n${CONTRACT}`, ''],
  ['before a remark', `/** @deprecated since March */\n// eslint-disable-next-line\n/* one */ ${CONTRACT}`, 'since March'],
  ['after another statement', `const LIMIT = 3;\n/** @deprecated since March */\n${CONTRACT}`, 'since March'],
])('a tag %s counts', (_, text, tag) => {
  expect(tagAbove(text)).toBe(tag);
});

it.each([
  ['above another statement', `/** @deprecated since March */\nconst LIMIT = 3;\n${CONTRACT}`],
  ['above another statement, with a remark here', `/** @deprecated since March */\nconst LIMIT = 3;\n/* the invoice */\n${CONTRACT}`],
  ['above another documentation comment', `/** @deprecated since March */\n/** Sends it. */\n${CONTRACT}`],
  ['in a remark', `/* @deprecated since March */\n${CONTRACT}`],
  ['in a line of its own', `// /** @deprecated since March */\n${CONTRACT}`],
  ['in a string', `const NOTE = '/** @deprecated */';\n/* the invoice */\n${CONTRACT}`],
])('a tag %s does not', (_, text) => {
  expect(tagAbove(text)).toBeNull();
});
