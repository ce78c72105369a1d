import { expect, it } from 'vitest';
import { configText } from '../../src/report/config-text.ts';

const entries = [
  { path: 'audit.labels', value: ['{event}', 'audit.{event}.v{major}', 'log.{event}'], layer: 'recommended', location: null },
  {
    path: 'owners.spelling',
    value: '@',
    layer: 'x',
    location: { file: 'contracts-governance.yaml', line: 5, column: 3, endLine: 5, endColumn: 4 },
  },
];

it('gives each value a line in a pipe, with the layer that set it', () => {
  expect(configText(entries, 'src/a.ts', { colors: false, columns: undefined })).toBe(`src/a.ts

  audit.labels     ["{event}","audit.{event}.v{major}","log.{event}"]  # recommended
  owners.spelling  @  # contracts-governance.yaml:5
`);
});

it('breaks long values on a terminal', () => {
  expect(configText(entries, 'src/a.ts', { colors: false, columns: 52 })).toBe(`src/a.ts

  audit.labels     ["{event}",
                   "audit.{event}.v{major}",
                   "log.{event}"]  # recommended
  owners.spelling  @  # contracts-governance.yaml:5
`);
});

it('quotes a text that would read as a comment, a number or nothing', () => {
  const shown = (value: unknown): string | undefined =>
    configText([{ path: 'x', value, layer: 'y', location: null }], 'src/a.ts', { colors: false, columns: undefined }).split('\n')[2];
  expect(['error', '@', '#billing', '1.10', 'null', null, 3].map(shown)).toEqual([
    '  x  error  # y',
    '  x  @  # y',
    '  x  "#billing"  # y',
    '  x  "1.10"  # y',
    '  x  "null"  # y',
    '  x  null  # y',
    '  x  3  # y',
  ]);
});
