import { describe, expect, it } from 'vitest';
import { runRules } from '../../src/check/run-rules.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { rules } from '../../src/rules/index.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { emitting } from '../support/emitting.ts';
import { command, event, type Fields } from '../support/sources.ts';

const policy = `version: 1
extends: [strict]
owners:
  directory:
    '@acme/billing': { aliases: ['@acme/invoicing', invoices] }
    '@acme/old': { dissolved: 2026-01-01, successor: '@acme/billing' }
tags:
  vocabulary: [billing, invoice, { name: bill, replacement: invoice }]
`;

/** The rules that object to a command under a strict policy with a directory and a vocabulary. */
function objections(source: string, yaml = policy): readonly string[] {
  const tree = memoryTree({ 'src/contract.ts': source, 'contracts-governance.yaml': yaml });
  const loaded = loadPolicy(tree, { today: '2026-06-15' });
  expect(loaded.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const inventory = readInventory(tree, loaded.policy.read);
  const judging = rules.filter(({ scope }) => scope !== 'base');
  const { findings, problems } = runRules({ inventory, policy: loaded.policy, rules: judging, today: '2026-06-15' });
  expect(problems).toEqual([]);
  return findings.map(({ rule }) => rule);
}

const sound: Fields = { stability: "'beta'" };
const withoutVocabulary = policy.slice(0, policy.indexOf('tags:'));

describe('one defect makes one finding', () => {
  it('finds nothing in a contract without a defect', () => {
    expect(objections(command(sound))).toEqual([]);
  });

  it.each<readonly [string, Fields, string]>([
    ['no key', { key: null }, 'complete-meta'],
    ['an empty key', { key: "''" }, 'complete-meta'],
    ['a key without a domain', { key: "'send'" }, 'key-format'],
    ['no version', { version: null }, 'valid-version'],
    ['a number for a version', { version: '1' }, 'valid-version'],
    ['a version with a hidden character', { version: "'1.0.0\u200B'" }, 'plain-identifiers'],
    ['no stability', { stability: null }, 'valid-stability'],
    ['an unknown stage', { stability: "'live'" }, 'valid-stability'],
    ['no owners', { owners: null }, 'require-owners'],
    ['an empty list of owners', { owners: '[]' }, 'require-owners'],
    ['an empty owner', { owners: "['']" }, 'require-owners'],
    ['a repeated owner', { owners: "['@acme/billing', '@acme/billing']" }, 'require-owners'],
    ['an unknown owner', { owners: "['@acme/biling']" }, 'known-owner'],
    ['an unknown owner in the wrong form', { owners: "['nobody']" }, 'known-owner'],
    ['a known owner in the wrong form', { owners: "['acme/billing']" }, 'owner-format'],
    ['another name of an owner', { owners: "['@acme/invoicing']" }, 'known-owner'],
    ['another name of an owner in the wrong form', { owners: "['invoices']" }, 'known-owner'],
    ['a dissolved owner', { owners: "['@acme/old']" }, 'known-owner'],
    ['an owner of two scripts', { owners: "['@acme/b\u0456lling']" }, 'plain-identifiers'],
    ['no tags', { tags: null }, 'require-tags'],
    ['an empty list of tags', { tags: '[]' }, 'require-tags'],
    ['a repeated tag', { tags: "['billing', 'billing']" }, 'require-tags'],
    ['an unknown tag', { tags: "['billing', 'invoise']" }, 'tag-vocabulary'],
    ['an unknown tag in the wrong form', { tags: "['billing', 'Invoice']" }, 'tag-vocabulary'],
    ['a deprecated tag', { tags: "['billing', 'bill']" }, 'tag-vocabulary'],
    ['a tag with a hidden character', { tags: "['billing', 'invo\u200Bice']" }, 'plain-identifiers'],
    ['no tag of the domain', { tags: "['invoice']" }, 'tag-domain'],
    ['no description', { description: null }, 'complete-meta'],
    ['a placeholder', { description: "'TODO describe what it does'" }, 'complete-meta'],
    ['a short placeholder', { description: "'TODO'" }, 'complete-meta'],
    ['a short description', { description: "'Sends an invoice.'" }, 'stability-requirements'],
    ['a misspelt goal', { goal: null, gaol: "'x'" }, 'known-fields'],
    ['misspelt owners', { owners: null, owner: "['@acme/billing']" }, 'known-fields'],
    ['misspelt tags', { tags: null, tag: "['billing']" }, 'known-fields'],
    ['a misspelt version', { version: null, versoin: "'1.0.0'" }, 'known-fields'],
    ['a misspelt stability', { stability: null, stabilty: "'beta'" }, 'known-fields'],
    ['a list that is none', { owners: "'@acme/billing'" }, 'require-owners'],
    ['a deprecated contract without an end', { stability: "'deprecated'" }, 'deprecation'],
  ])('for %s', (_, meta, rule) => {
    expect(objections(command({ ...sound, ...meta }))).toEqual([rule]);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['no label', "emits: [{ ref: InvoiceSent.meta, when: 'x' }], audit: []", ['audit-coverage']],
    ['misspelt labels', "emits: [{ ref: InvoiceSent.meta, when: 'x' }], audits: ['billing.invoice.sent']", ['known-fields']],
    ['misspelt events', "emit: [{ ref: InvoiceSent.meta, when: 'x' }], audit: []", ['known-fields']],
    [
      'an event with an empty key',
      "emits: [{ key: '', version: '1.0.0', when: 'x' }], audit: ['billing.invoice.sent']",
      ['audit-coverage'],
    ],
    ['an event without a key', "emits: [{ version: '1.0.0', when: 'x' }], audit: ['billing.invoice.sent']", ['audit-coverage']],
    ['an event with a misspelt key', "emits: [{ kye: 'billing.invoice.sent', version: '1.0.0', when: 'x' }], audit: []", ['known-fields']],
    ['nothing', "emits: [{ ref: InvoiceSent.meta, when: 'x' }], audit: ['billing.invoice.sent']", []],
  ])('for %s among the side effects', (_, sideEffects, expected) => {
    const sent = event({ stability: "'beta'" }, { name: 'InvoiceSent' });
    const source = emitting(`{ ${sideEffects} }`, { meta: sound, before: sent, policy: "{ auth: 'admin' }" });
    expect(objections(source, withoutVocabulary)).toEqual(expected);
  });

  it.each<readonly [string, Fields, string]>([
    ['an empty key', { key: "''" }, 'complete-meta'],
    ['a key without a domain', { key: "'sent'" }, 'key-format'],
    ['a key in the present', { key: "'billing.invoice.send'" }, 'event-naming'],
  ])('for %s of an event', (_, meta, rule) => {
    expect(objections(event({ ...sound, ...meta }), withoutVocabulary)).toEqual([rule]);
  });

  it.each<readonly [string, Fields, readonly string[]]>([
    ['an owner', { owners: null, owner: "['@acme/billing']" }, ['known-fields']],
    ['the stability', { stability: null, stabilty: "'beta'" }, ['known-fields']],
    ['nothing', {}, []],
  ])('for %s misspelt in a flat event', (_, meta, expected) => {
    const flat = event({ ...sound, ...meta }).replace(/ {2}meta: \{\n([\s\S]*?) {2}\},\n/, '$1');
    expect(flat).not.toContain('meta');
    expect(objections(flat, withoutVocabulary)).toEqual(expected);
  });

  it.each<readonly [string, string, Fields, readonly string[]]>([
    ['by its meta', '{ ref: InvoiceSent.meta }', { key: null }, ['complete-meta']],
    ['by itself', '{ ref: InvoiceSent }', { key: null }, ['complete-meta']],
    ['by its meta, with an empty key', '{ ref: InvoiceSent.meta }', { key: "''" }, ['complete-meta']],
    ['by an object that no event has', "{ ref: { version: '1.0.0' } }", {}, ['audit-coverage']],
  ])('for an event without a key that is emitted %s', (_, entry, meta, expected) => {
    const sent = event({ stability: "'beta'", ...meta }, { name: 'InvoiceSent' });
    const source = emitting(`{ emits: [${entry}], audit: [] }`, { meta: sound, before: sent });
    expect(objections(source, withoutVocabulary)).toEqual(expected);
  });

  it('for a key without a domain whose command emits', () => {
    const sent = event({ stability: "'beta'" }, { name: 'InvoiceSent' });
    const source = emitting("{ emits: [{ ref: InvoiceSent.meta, when: 'x' }], audit: ['billing.invoice.sent'] }", {
      meta: { ...sound, key: "'send'" },
      before: sent,
    });
    expect(objections(source, withoutVocabulary)).toEqual(['key-format']);
  });

  it('for a prerelease in a stage that has none', () => {
    const released = `${withoutVocabulary}stability: { requirements: { beta: { released: true } } }\n`;
    const rc = command({ ...sound, version: "'1.0.0-rc.1'" });
    expect(objections(rc, `${released}versioning: { prerelease: [experimental] }\n`)).toEqual(['valid-version']);
    expect(objections(rc, released)).toEqual(['stability-requirements']);
  });

  it('for a tag in the wrong form, without a vocabulary', () => {
    expect(objections(command({ ...sound, tags: "['billing', 'In_Voice']" }), withoutVocabulary)).toEqual(['tag-format']);
  });

  it.each<readonly [string, Fields]>([
    ['the key', { key: 'hidden()' }],
    ['the version', { version: 'hidden()' }],
    ['the stability', { stability: 'hidden()' }],
    ['the owners', { owners: 'hidden()' }],
    ['an owner', { owners: '[hidden()]' }],
    ['the tags', { tags: 'hidden()' }],
    ['a tag', { tags: "['billing', hidden()]" }],
    ['the description', { description: 'hidden()' }],
    ['the goal', { goal: 'hidden()' }],
  ])('for %s that cannot be read', (_, meta) => {
    expect(objections(command({ ...sound, ...meta }, { before: 'declare function hidden(): never;\n' }))).toEqual(['static-contract']);
  });
});
