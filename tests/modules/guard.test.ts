import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { refuseTooDeep } from '../../src/modules/guard.ts';

/** Of each text one that would end the process, and one that people may write. */
const nested: readonly (readonly [name: string, textOf: (times: number) => string])[] = [
  ['brackets', (times) => `x = ${'['.repeat(times)}${']'.repeat(times)}`],
  ['templates', (times) => `x = ${'`${'.repeat(times)}1${'}`'.repeat(times)}`],
  ['choices', (times) => `x = ${'a ? b : '.repeat(times)}c`],
  ['prefixes', (times) => `x = ${'typeof '.repeat(times)}a`],
  ['yields', (times) => `function* f() { ${'yield '.repeat(times)}a }`],
  ['type operators', (times) => `type A = ${'unique '.repeat(times)}symbol`],
  ['statements', (times) => `${'if (a) '.repeat(times)};`],
  ['additions', (times) => `x = a${' + a'.repeat(times)}`],
  ['members', (times) => `x = a${'.a'.repeat(times)}`],
  ['assertions of types', (times) => `x = a${' as T'.repeat(times)}`],
  ['words between operands', (times) => `x = a${' in a'.repeat(times)}`],
  ['words on lines of their own', (times) => `x = a${'\nin a'.repeat(times)}`],
  ['words behind braces', (times) => `x = {}${' instanceof {}'.repeat(times)}`],
  ['tags of templates', (times) => `x = a${'``'.repeat(times)}`],
];

test.each(nested)('%s are refused in great depth alone', (_, textOf) => {
  expect(refuseTooDeep(textOf(50_000))).not.toBeNull();
  const usual = textOf(400);
  expect(refuseTooDeep(usual)).toBeNull();
  expect(parseSync('a.ts', usual).errors).toEqual([]);
});

const long: readonly (readonly [name: string, line: string])[] = [
  ['with semicolons', 'const a = b as T;\n'],
  ['without semicolons', 'const a = b as T\n'],
  ['that await', 'await a\n'],
  ['that yield a call', 'yield a();\n'],
  ['of a class', 'static a = b\n'],
  ['of a list', '  a as T,\n'],
];

test.each(long)('any number of lines %s is taken', (_, line) => {
  expect(refuseTooDeep(line.repeat(50_000))).toBeNull();
});
