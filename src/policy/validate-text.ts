import { globProblem } from '../source/glob.ts';
import { isVersionRange, parseVersion } from '../source/semver.ts';
import { isDate } from './date.ts';
import { didYouMean } from './nearest.ts';
import { compilePattern } from './pattern.ts';
import type { TextFormat } from './shape.ts';
import { nearPath } from './value-path.ts';

/** Those of the framework, newer versions included. */
const AUTH_LEVELS: readonly string[] = ['anonymous', 'user', 'admin', 'internal'];

interface TextProblem {
  /** The end of a sentence whose subject is the path of the value. */
  readonly message: string;
  readonly hint: string | null;
}

/** What is wrong with a text of a format, or null. Whether a stage, team, tag or rule exists is not asked here. */
export function textProblem(value: string, format: TextFormat): TextProblem | null {
  if (value.trim() === '') return { message: 'is an empty text.', hint: null };
  switch (format) {
    case 'path-glob':
    case 'key-glob':
    case 'name-glob':
      return globOf(value, format);
    case 'team-glob':
    case 'tag-glob':
      return globOf(value, 'name-glob');
    case 'pattern':
      return patternOf(value);
    case 'key-format':
      return formatOf(value, 'dotted');
    case 'tag-format':
      return formatOf(value, 'kebab-case');
    case 'date':
      return isDate(value) ? null : { message: `is "${value}", which is no date.`, hint: 'Write YYYY-MM-DD.' };
    case 'label':
      return templateOf(
        value,
        ['event', 'version', 'major'],
        'event',
        'Labels that stand without an event of their name are listed in audit.known.',
      );
    case 'release-tag':
      return templateOf(value, ['version', 'package'], 'version', null);
    case 'waived-contract':
      return waivedContractOf(value);
    case 'version':
      return isVersion(value) ? null : { message: `is "${value}", which is no semantic version.`, hint: 'Write MAJOR.MINOR.PATCH.' };
    case 'auth': {
      const hint = didYouMean(value, AUTH_LEVELS);
      // The framework may know more levels one day; what is nearly one of today's is misspelt.
      return hint === null || AUTH_LEVELS.includes(value) ? null : { message: `is "${value}", which is no auth level.`, hint };
    }
    case 'value-path':
      return valuePathOf(value);
    case 'assertion-id':
      return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)
        ? null
        : { message: `is "${value}".`, hint: 'Write lower case words joined by hyphens.' };
    case 'package-name':
      return /^(@[\w.~-]+\/)?[\w.~-]+$/.test(value)
        ? null
        : { message: `is "${value}", which is no name of a package.`, hint: 'Write the name alone: subpaths are included.' };
    case 'extends':
      return extendsOf(value);
    default:
      return null;
  }
}

function valuePathOf(value: string): TextProblem | null {
  if (!/^[^\s.[\]]+(\.[^\s.[\]]+)*$/.test(value))
    return { message: `is "${value}", which is no path of names.`, hint: 'Join names by dots: meta.title.' };
  const near = nearPath(value);
  return near === null ? null : { message: `is "${value}", which no contract has.`, hint: `Did you mean "${near}"?` };
}

function globOf(value: string, format: TextFormat): TextProblem | null {
  const problem = globProblem(value);
  if (problem) return { message: `has the glob "${value}", but ${problem}.`, hint: null };
  if (format !== 'path-glob') return null;
  // Before a sign with a meaning of its own a backslash takes it literally; elsewhere it was meant to divide folders.
  if (/\\(?![[\]{}*?!(),\\])/.test(value))
    return { message: `has the glob "${value}" with a backslash.`, hint: 'Separate folders with "/".' };
  if (value.endsWith('/')) return { message: `has the glob "${value}", which matches no file.`, hint: `Write "${value}**".` };
  const isOutside = value.startsWith('/') || value.startsWith('./') || value.split('/').includes('..');
  return isOutside
    ? {
        message: `has the glob "${value}", which matches no file.`,
        hint: 'Globs are relative to the folder of the policy and stay inside.',
      }
    : null;
}

function patternOf(value: string): TextProblem | null {
  const compiled = compilePattern(value);
  if (typeof compiled !== 'string') return null;
  return {
    message: `has the pattern "${value}", which is refused: ${compiled}.`,
    hint: 'Patterns run in linear time (RE2): no lookaround, no back references.',
  };
}

function formatOf(value: string, name: string): TextProblem | null {
  if (value === name) return null;
  if (value.startsWith('^')) return patternOf(value);
  return {
    message: `is "${value}", which is neither "${name}" nor a pattern.`,
    hint: didYouMean(value, [name]) ?? 'Patterns begin with "^".',
  };
}

function templateOf(value: string, names: readonly string[], required: string, hint: string | null): TextProblem | null {
  for (const [, name = ''] of value.matchAll(/\{([^{}]*)\}/g)) {
    if (!names.includes(name)) {
      return {
        message: `has "{${name}}", which stands for nothing.`,
        hint: didYouMean(name, names) ?? `Known: ${names.map((known) => `{${known}}`).join(', ')}.`,
      };
    }
  }
  if (!value.includes(`{${required}}`)) return { message: `is "${value}", which lacks {${required}}.`, hint };
  return /[{}]/.test(value.replaceAll(/\{[^{}]*\}/g, ''))
    ? { message: `is "${value}", in which a brace stands alone.`, hint: `Known: ${names.map((known) => `{${known}}`).join(', ')}.` }
    : null;
}

function waivedContractOf(value: string): TextProblem | null {
  const { keys, range } = splitWaivedContract(value);
  const problem = globProblem(keys);
  if (problem) return { message: `has the glob "${keys}", but ${problem}.`, hint: null };
  if (range === null) return null;
  return range.trim() !== '' && isVersionRange(range)
    ? null
    : { message: `has the range "${range}", which is no range of versions.`, hint: 'Write for instance @^2 or @1.4.0.' };
}

/** A key glob and the range after the last `@`, if there is one. */
export function splitWaivedContract(value: string): { readonly keys: string; readonly range: string | null } {
  const at = value.lastIndexOf('@');
  return at <= 0 ? { keys: value, range: null } : { keys: value.slice(0, at), range: value.slice(at + 1) };
}

function isVersion(value: string): boolean {
  return parseVersion(value)?.version === value.split('+')[0];
}

function extendsOf(value: string): TextProblem | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(value))
    return { message: `is "${value}": a policy is never fetched.`, hint: 'Use a file or a package pinned as name@version.' };
  if (value.startsWith('/') || value.includes('\\'))
    return { message: `is "${value}", which is no relative path.`, hint: 'Begin with "./" and separate folders with "/".' };
  return null;
}
