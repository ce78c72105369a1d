import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../src/policy/rule-ids.ts';
import { rules } from '../../src/rules/index.ts';

/** What stands in the folder beside the rules. */
const others = new Set(['assertions', 'finding', 'index', 'message', 'rule']);

describe('the table of rules', () => {
  it('is sorted, and holds each rule once', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  it('has every file of the folder', () => {
    const files = readdirSync(new URL('../../src/rules', import.meta.url)).flatMap((file) =>
      file.endsWith('.ts') ? [file.slice(0, -3)] : [],
    );
    expect(rules.map(({ id }) => id)).toEqual(files.filter((file) => !others.has(file)).toSorted());
  });

  it('has only rules that a policy may name', () => {
    expect(rules.map(({ id }) => id).filter((id) => !RULE_IDS.includes(id))).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('describes %s in one sentence without a full stop', (_, { description }) => {
    expect(description).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('ends every message of %s', (_, { messages }) => {
    for (const message of Object.values(messages)) expect(message).toMatch(/(?:[.?]|\}\}|")$/);
  });
});
