import type { Contract, Known } from '../contracts/contract.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { isPlainVersion, parseVersion } from '../source/semver.ts';
import type { Report } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';
import { writtenElsewhere } from './support/places.ts';
import { suggest } from './support/suggestions.ts';
import { listed } from './support/text.ts';

export const validVersion: FileRule = defineRule({
  id: 'valid-version',
  area: 'version',
  scope: 'file',
  description: 'The version is a full semantic version in a string',
  messages: {
    missing: '{{contract}} has no version. Write one in meta.version; a new contract begins at "1.0.0".',
    notText: 'meta.version of {{contract}} is {{found}}, it must be a string such as "1.0.0".',
    number: 'The version of {{contract}} is the number {{version}}. Write the string "{{wanted}}".',
    fraction:
      'The version of {{contract}} is the number {{version}}, in which 1.1 and 1.10 are the same. Write a string of three numbers such as "1.0.0".',
    prefix: 'The version "{{version}}" of {{contract}} begins with "{{prefix}}". Write "{{wanted}}".',
    short: 'The version "{{version}}" of {{contract}} has {{parts}} of three numbers. Write "{{wanted}}".',
    zeros: 'The version "{{version}}" of {{contract}} has a number that begins with 0. Write "{{wanted}}".',
    space: 'The version "{{version}}" of {{contract}} has spaces around it. Write "{{wanted}}".',
    build: 'The version "{{version}}" of {{contract}} carries build metadata, which no consumer can compare. Write "{{wanted}}".',
    prerelease:
      'The version "{{version}}" of {{contract}} is a prerelease, which the policy does not allow for "{{stage}}". Write "{{wanted}}"{{allowed}}.',
    invalid: 'The version "{{version}}" of {{contract}} is not a semantic version. Write three numbers such as "1.0.0".',
    rewrite: 'Write "{{wanted}}".',
  },
  policy: ['versioning.prerelease'],
  hasSuggestions: true,
  check(contract, context) {
    const { version } = contract;
    const data = { contract: nameOf(contract) };
    const isLeft = version.state === 'absent' && isLeftToKnownFields('meta.version', contract, 'valid-version', context.effective);
    if (version.state === 'absent' && !isLeft) context.report({ messageId: 'missing', data, contract, at: version.site });
    if (version.state === 'invalid')
      context.report({ messageId: 'notText', data: { ...data, found: version.found }, contract, at: version.site });
    if (version.state !== 'known') return;
    const text = String(version.value);
    if (typeof version.value === 'string' && isLeftToPlainIdentifiers(text, context.effective)) return;
    const defect =
      typeof version.value === 'number'
        ? numberDefect(version.value)
        : (textDefect(text) ?? prereleaseDefect(text, contract, context.effective));
    if (defect) context.report(toReport(contract, version, defect, (file) => context.tree.read(file)));
  },
});

interface Defect {
  readonly messageId: string;
  /** The version that was probably meant. */
  readonly wanted?: string;
  readonly data?: Readonly<Record<string, string>>;
}

function numberDefect(version: number): Defect {
  if (Number.isSafeInteger(version) && version >= 0) return { messageId: 'number', wanted: `${version}.0.0` };
  return { messageId: version > 0 && version < 1e6 ? 'fraction' : 'invalid' };
}

/** What keeps a text from being a version as the specification of semantic versions writes it; the library alone accepts ` v1.0.0 `. */
function textDefect(text: string): Defect | null {
  if (isPlainVersion(text)) return null;
  const trimmed = text.trim();
  const [, prefix = '', core = '', rest = ''] = /^([=v]*\s*)(\d+(?:\.\d+)*)([-+].*)?$/i.exec(trimmed) ?? [];
  const numbers = core.split('.');
  // `2024-01-01` is a date, not a prerelease of 2024.
  if (core === '' || numbers.length > 3 || (numbers.length < 3 && /^-\d/.test(rest))) return { messageId: 'invalid' };
  const full = [...numbers, '0', '0'].slice(0, 3).map((number) => number.replace(/^0+(?=\d)/, ''));
  const wanted = parseVersion(full.join('.') + rest)?.version;
  if (wanted === undefined) return { messageId: 'invalid' };
  if (text !== trimmed) return { messageId: 'space', wanted };
  if (prefix !== '') return { messageId: 'prefix', wanted, data: { prefix: prefix.trim() } };
  if (numbers.length < 3) return { messageId: 'short', wanted, data: { parts: numbers.length === 1 ? 'one' : 'two' } };
  if (numbers.some((number, index) => number !== full[index])) return { messageId: 'zeros', wanted };
  if (text.includes('+')) return { messageId: 'build', wanted };
  return wanted === text ? null : { messageId: 'invalid' };
}

function prereleaseDefect(text: string, contract: Contract, { versioning, stability }: EffectivePolicy): Defect | null {
  if (!text.includes('-') || contract.stability.state !== 'known') return null;
  const stage = contract.stability.value;
  // What is no stage at all is the finding of `valid-stability`.
  if (!stability.stages.includes(stage)) return null;
  const allowed = stability.stages.filter((name) => versioning.prerelease.includes(name));
  if (allowed.includes(stage)) return null;
  const data = { stage, allowed: allowed.length > 0 ? `, or lower the stability to ${listed(allowed).replace(' and ', ' or ')}` : '' };
  return { messageId: 'prerelease', wanted: text.replace(/-.*$/, ''), data };
}

function toReport(
  contract: Contract,
  version: Known<string | number>,
  { messageId, wanted, data }: Defect,
  readText: (file: string) => string,
): Report {
  return {
    messageId,
    data: { version: String(version.value), contract: nameOf(contract), ...(wanted !== undefined && { wanted }), ...data },
    contract,
    at: version.site,
    subject: 'meta.version',
    related: writtenElsewhere(version, 'The version'),
    // Never done unasked: names on the wire are made from the version as it is written.
    ...(wanted !== undefined && suggest(replaceLiteral(version, wanted, readText), 'rewrite', { wanted })),
  };
}
