import { isAscii } from '../source/ascii.ts';
import type { OwnersPolicy, TagsPolicy } from './effective-policy.ts';
import { matchesPattern } from './pattern.ts';

/** Lower-case words joined by hyphens; `/` divides a group from its member, as in `risk/high`. */
const KEBAB = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*(?:\/[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*)*$/u;

/** The same of ASCII alone, as nearly all tags are: patterns with classes of Unicode take milliseconds to compile. */
const ASCII_KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/;

export function isKebabCase(tag: string): boolean {
  return isAscii(tag) ? ASCII_KEBAB.test(tag) : KEBAB.test(tag.normalize('NFC'));
}

/** Whether a tag is written as the policy wants tags written. */
export function isTagWellSpelled(tag: string, { format }: Pick<TagsPolicy, 'format'>): boolean {
  return format === 'kebab-case' ? isKebabCase(tag) : matchesPattern(format, tag);
}

/** The owner with or without its `@`, as the policy wants it, and without spaces around it. An e-mail address is the same either way. */
export function respelled(owner: string, spelling: OwnersPolicy['spelling']): string {
  const name = owner.trim();
  if (/^[^\s@]+@[^\s@]+$/.test(name)) return name;
  if (spelling === '@') return name.startsWith('@') ? name : `@${name}`;
  return spelling === 'plain' ? name.replace(/^@/, '') : name;
}

/** Whether an owner is written as the policy wants owners written. */
export function isOwnerWellSpelled(owner: string, policy: OwnersPolicy): boolean {
  return respelled(owner, policy.spelling) === owner && (policy.pattern === null || matchesPattern(policy.pattern, owner));
}
