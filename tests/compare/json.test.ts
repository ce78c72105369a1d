import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import schema from '../../schemas/diff.schema.json' with { type: 'json' };
import { diffToJson } from '../../src/compare/json.ts';
import { billing } from './support/billing.ts';
import { contractPairs } from './support/contract-pairs.ts';
import { comparePair, edited } from './support/pairs.ts';

const document = {
  tool: { name: 'contracts-governance', version: '1.2.3' },
  base: '1111111111111111111111111111111111111111',
  head: 'working tree',
};
const isValid = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

describe('the diff as JSON', () => {
  it.each(contractPairs.filter(({ expected }) => expected.length > 0))('fits its schema: $name', ({ base = [], edits, options }) => {
    const files = edited(billing, base);
    const json: unknown = JSON.parse(JSON.stringify(diffToJson(comparePair(files, edited(files, edits), options), document)));
    expect(isValid(json) ? [] : isValid.errors).toEqual([]);
  });

  it('says what changed, where, and what is owed', () => {
    const comparison = comparePair(billing, edited(billing, [["auth: 'anonymous'", "auth: 'user'"]]));
    expect(diffToJson(comparison, document)).toEqual({
      schemaVersion: 1,
      ...document,
      contracts: [
        {
          kind: 'query',
          key: 'billing.invoice.get',
          status: 'changed',
          renamedTo: null,
          base: { version: '1.0.0', stability: 'beta', file: 'src/get.ts', line: 4 },
          head: { version: '1.0.0', stability: 'beta', file: 'src/get.ts', line: 4 },
          requiredBump: 'major',
          actualBump: 'none',
          requiredVersion: '2.0.0',
          satisfied: false,
          changes: [
            {
              id: 'auth-tightened',
              class: 'breaking',
              direction: 'policy',
              path: 'policy.auth',
              before: 'anonymous',
              after: 'user',
              message: 'The auth level changed from anonymous to user.',
              review: null,
              witness: null,
              origin: null,
              base: { file: 'src/get.ts', line: 16, column: 19 },
              head: { file: 'src/get.ts', line: 16, column: 19 },
            },
          ],
        },
      ],
    });
  });

  it('locates what is written elsewhere in the file of its side', () => {
    const moved = { ...billing, 'src/models.ts': `\n\n${billing['src/models.ts'] ?? ''}` };
    const removed = edited(moved, [['    note: { type: ScalarTypeEnum.String_unsecure(), isOptional: true },\n', '']]);
    const [get] = diffToJson(comparePair(billing, removed), document).contracts;
    expect(get?.changes.map(({ id, origin, base, head }) => [id, origin, base, head])).toEqual([
      [
        'output-optional-field-removed',
        { file: 'src/models.ts', line: 10, column: 11 },
        { file: 'src/get.ts', line: 15, column: 30 },
        null,
      ],
    ]);
  });

  it('lists contracts by key, kind and version, whatever the order of the files', () => {
    const names: Record<string, string> = {};
    for (const [file, text] of Object.entries(billing).reverse()) names[file] = text;
    const edits = [
      ["'The id is unknown.'", "'Nobody knows.'"],
      ["auth: 'anonymous'", "auth: 'user'"],
      ["pii: ['email'],\n});", '});'],
    ] as const;
    const one = diffToJson(comparePair(billing, edited(billing, edits)), document);
    expect(one.contracts.map(({ key }) => key)).toEqual(['billing.invoice.get', 'billing.invoice.send', 'billing.invoice.sent']);
    expect(JSON.stringify(diffToJson(comparePair(names, edited(names, edits)), document))).toBe(JSON.stringify(one));
  });
});
