import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { presetsModule, readPresets, schemaFile } from '../../scripts/generate-policy-schema.ts';
import { policyJsonSchema } from '../../scripts/policy-json-schema.ts';
import { RULE_IDS, SPLIT_RULE_IDS } from '../../src/policy/rule-ids.ts';
import { rules } from '../../src/rules/index.ts';
import { diagnosticsOf } from './diagnostics.ts';

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const presets = readPresets();

describe('what is generated is current (npx jiti scripts/generate-policy-schema.ts)', () => {
  test('the presets that the program holds', async () => {
    expect(file('src/policy/presets.generated.ts')).toBe(await presetsModule(presets));
  });

  test('the JSON Schema', async () => {
    expect(file('policies/policy.schema.json')).toBe(await schemaFile(presets));
  });
});

describe('the list of rules', () => {
  test('is sorted, and knows every rule of the table', () => {
    expect(RULE_IDS).toEqual(RULE_IDS.toSorted());
    expect(rules.map(({ id }) => id).filter((id) => !RULE_IDS.includes(id))).toEqual([]);
  });

  test.each([...presets])('%s sets every rule, and the lesser severity of those that have one', (_name, preset) => {
    const settings = (preset as { rules: Record<string, string | { lesser?: string }> }).rules;
    expect(Object.keys(settings).toSorted()).toEqual(RULE_IDS);
    const withLesser = Object.keys(settings).filter((id) => typeof settings[id] === 'object');
    expect(withLesser.toSorted()).toEqual(SPLIT_RULE_IDS.toSorted());
  });
});

describe('recommended', () => {
  test('sets every option that the schema knows, apart from maps of the user’s own names', () => {
    const unset: string[] = [];
    const visit = (schema: Record<string, unknown>, value: unknown, path: string): void => {
      const properties = (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>;
      for (const [name, inner] of Object.entries(properties)) {
        const set =
          typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
        if (set === undefined) unset.push(`${path}.${name}`);
        else visit(inner, set, `${path}.${name}`);
      }
    };
    visit(policyJsonSchema(presets.get('recommended')), presets.get('recommended'), '');
    expect(unset).toEqual([]);
  });

  test('is itself without mistakes, as is strict', () => {
    expect(diagnosticsOf(file('policies/recommended.yaml'))).toEqual([]);
    expect(diagnosticsOf(file('policies/strict.yaml'))).toEqual([]);
  });
});

describe('the JSON Schema judges as the program does', () => {
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    JSON.parse(file('policies/policy.schema.json')) as object,
  );

  test.each([
    file('policies/recommended.yaml'),
    file('policies/strict.yaml'),
    'version: 1\n',
    'extends: strict\nrules: { tag-domain: off, audit-coverage: { severity: warn, becomesErrorOn: 2027-01-01 } }\n',
    "owners: { directory: ./teams.yaml, spelling: '@', max: null }\n",
    "owners: { directory: { '@a': , '@b': { aliases: [b], dissolved: 2026-01-01, successor: '@a' } } }\n",
    "keys: { format: { event: '^a' }, also: [init] }\n",
    'tags: { vocabulary: [a, { name: b, replacement: a }] }\n',
    "overrides: [{ for: { files: ['a/**'] }, rules: { tag-domain: off }, tags: { min: 0 } }]\n",
    'waivers: [{ rule: tag-domain, contract: a.b@^1, reason: r, owner: o, expires: 2026-07-01 }]\n',
    'waivers: { maxDays: 30, entries: [] }\n',
    'assert: [{ id: has-title, value: meta.title, required: true, for: { kinds: [command] } }]\nrules: { has-title: warn }\n',
    'stability: { transitions: { idea: [beta] }, requirements: { stable: { goal: 5 } } }\ntransports: [mcp]\n',
  ])('right: %j', (text) => {
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(diagnosticsOf({ 'contracts-governance.yaml': text, 'teams.yaml': 'teams: {}\n' })).toEqual([]);
  });

  test.each([
    'version: 2\n',
    'rulez: {}\n',
    'rules: { tag-domain: loud }\n',
    'rules: { Not_A_Rule: off }\n',
    'rules: { tag-domain: { severty: off } }\n',
    'owners: { min: -1 }\n',
    'owners: { min: 1.5 }\n',
    'owners: []\n',
    'keys: { also: init }\n',
    'keys: { format: doted }\n',
    'tags: { vocabulary: [{ replacement: a }] }\n',
    'overrides: [{ rules: {} }]\n',
    'overrides: [{ for: { files: [] } }]\n',
    'waivers: [{ rule: tag-domain, contract: a.b, reason: r, owner: o }]\n',
    'waivers: [{ rule: tag-domain, contract: a.b, reason: r, owner: o, expires: soon }]\n',
    'versioning: { released: nothing }\n',
    'contracts: { catalogs: { a: {} } }\n',
    'schemas: { profile: both }\n',
    'transports: [smtp]\n',
  ])('wrong: %j', (text) => {
    expect(validate(parse(text))).toBe(false);
    expect(diagnosticsOf(text).length).toBeGreaterThan(0);
  });

  test('every property has a description', () => {
    const missing: string[] = [];
    const visit = (schema: Record<string, unknown>, path: string): void => {
      for (const [name, inner] of Object.entries((schema['properties'] ?? {}) as Record<string, Record<string, unknown>>)) {
        if (typeof inner['description'] !== 'string' && inner['$ref'] === undefined) missing.push(`${path}.${name}`);
        visit(inner, `${path}.${name}`);
      }
    };
    visit(JSON.parse(file('policies/policy.schema.json')) as Record<string, unknown>, '');
    expect(missing).toEqual([]);
  });

  test('defaults are those of recommended', () => {
    const schema = policyJsonSchema(presets.get('recommended')) as {
      properties: Record<string, { properties: Record<string, { default?: unknown }> }>;
    };
    expect(schema.properties['owners']?.properties['min']?.default).toBe(1);
    expect(schema.properties['rules']?.properties['audit-coverage']?.default).toBe('error');
    expect(schema.properties['contracts']?.properties['exclude']?.default).toHaveLength(2);
  });
});
