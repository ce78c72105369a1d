import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LanguageServer, startLanguageServer } from '../support/language-server.ts';

const schema = new URL('../../policies/policy.schema.json', import.meta.url).href;
const policy = (body: string): string => `# yaml-language-server: $schema=${schema}\n${body}`;
/** No file needs to be there: the server takes the text of an editor. */
const uriOf = (name: string): string => new URL(`./${name}/contracts-governance.yaml`, import.meta.url).href;

describe('in an editor with the YAML language server', () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await startLanguageServer();
  }, 30_000);
  afterAll(() => server.close());

  test('options and rules are completed', async () => {
    const uri = uriOf('completed');
    await server.open(uri, policy('version: 1\nrules:\n  audit-coverage: error\n  \nowners:\n  \n'));
    const rules = await server.complete(uri, 4, 2);
    expect(rules).toContain('event-naming');
    expect(rules).not.toContain('audit-coverage');
    expect(await server.complete(uri, 6, 2)).toEqual(expect.arrayContaining(['directory', 'spelling', 'min']));
  }, 30_000);

  test('mistakes are marked where they stand', async () => {
    const found = await server.open(
      uriOf('marked'),
      policy('version: 1\nowners: { min: x }\nkeys: { colour: red }\nschemas: { profile: wires }\n'),
    );
    expect(found.map(({ message, range }) => [range.start.line, message]).sort()).toEqual([
      [2, 'Incorrect type. Expected "integer".'],
      [3, 'Property colour is not allowed.'],
      [4, expect.stringContaining('"wire"')],
    ]);
  }, 30_000);

  test.each(['recommended', 'strict'])(
    'nothing is marked in %s',
    async (preset) => {
      const text = readFileSync(new URL(`../../policies/${preset}.yaml`, import.meta.url), 'utf8');
      expect(await server.open(uriOf(preset), policy(text))).toEqual([]);
    },
    30_000,
  );
});
