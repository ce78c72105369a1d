import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contracts/contract.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { printConfig } from '../../src/policy/print-config.ts';
import { RULE_IDS } from '../../src/policy/rule-ids.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { contractWith } from './contracts.ts';
import { today } from './diagnostics.ts';

const files = {
  'contracts-governance.yaml': `extends: [./org.yaml]
owners:
  min: 2
overrides:
  - for: { kinds: [event] }
    rules: { tag-domain: error }
`,
  'org.yaml':
    "rules:\n  event-payload: { severity: warn, becomesErrorOn: 2027-03-01 }\nowners:\n  directory: { '@a.b': { aliases: [a] } }\n",
};

function printed(about: Contract | string, paths: readonly string[]): readonly string[] {
  const { policy } = loadPolicy(memoryTree(files), { today });
  const entries = new Map(printConfig(policy, about).map((entry) => [entry.path, entry]));
  return paths.map((path) => {
    const entry = entries.get(path);
    return `${JSON.stringify(entry?.value)} ${entry?.layer} ${entry?.location ? `${entry.location.line}:${entry.location.column}` : '-'}`;
  });
}

describe('each value is given with the layer that set it', () => {
  test('a preset, an extended file, the file itself', () => {
    expect(
      printed('src/a.ts', ['owners.max', 'rules.event-payload', 'rules.event-payload.becomesErrorOn', 'owners.min', 'tags.format']),
    ).toEqual([
      'null recommended -',
      '"warn" org.yaml 2:30',
      '"2027-03-01" org.yaml 2:52',
      '2 contracts-governance.yaml 3:8',
      '"kebab-case" recommended -',
    ]);
  });

  test('an override, for the contracts that it is for', () => {
    expect(printed(contractWith({ kind: 'event' }), ['rules.tag-domain'])).toEqual(['"error" contracts-governance.yaml 6:26']);
    expect(printed(contractWith(), ['rules.tag-domain'])).toEqual(['"off" recommended -']);
  });

  test('a rule whose day has come is the error that it is', () => {
    const { policy } = loadPolicy(memoryTree(files), { today: '2027-03-01' });
    const entry = printConfig(policy, 'src/a.ts').find(({ path }) => path === 'rules.event-payload');
    expect([entry?.value, entry?.location?.column]).toEqual(['error', 52]);
  });

  test('names that are no plain steps are quoted', () => {
    expect(printed('src/a.ts', ['owners.directory["@a.b"].aliases'])).toEqual(['["a"] org.yaml 4:35']);
  });
});

test('rules are sorted, and every rule is there', () => {
  const { policy } = loadPolicy(memoryTree({}), { today });
  const rules = printConfig(policy, 'a.ts').flatMap(({ path }) => (/^rules\.[\w-]+$/.test(path) ? [path.slice(6)] : []));
  expect(rules).toEqual(RULE_IDS);
});
