import { withoutEscapes, withPlainLetters } from '../../modules/escaped-letters.ts';
import { CALLS_LATER } from '../../modules/plain-call.ts';
import { CALLS_BACK } from '../../values/builtins/method-names.ts';

/** What texts alone tell of files that may write to objects of other files, so that few are parsed. What is passed over here is not told. */

/** `tune(x`, `ns.tune(x`, `new Tuner(x`, `tuner().tune(x`, `(tune as any)<T>(x`, `tuners[0]!(x`, `` tune`${x}` ``: not of what is called with nothing. */
const CALL =
  /(?<![\w$]|(?<!\.\.)\.)([A-Za-z_$][\w$]*)(?:\s*(?:\??\.\s*[\w$]+|\?\.|\(\s*\)|\bas\s+[\w$]+|[!)]|\[[^\]\n]{0,100}\]|<[\w$.,\s[\]|]{0,100}>))*\s*(?:\(\s*(?!\))|`)/g;
/** `models.forEach(tune)`, `Array.from(models, tune)`, `models.reduce(tune, {})`, `setTimeout(tune, 0, model)` */
const CALLBACK = /(?<![\w$])([A-Za-z]+)\(\s*(?:[^(),\n]{0,100},\s*)?([A-Za-z_$][\w$]*)(?:\s*\.\s*[\w$]+)*\s*[,)]/g;
/** `const tuner = new Tuner(`, `const { tune } = tuner`, `const tune of tuners`, `class Own extends Tuner`: names for what others give. */
const NAMED =
  /\b(?:const|let|var)\s+([\w$]+|[{[][^{}=]*[}\]])[^=\n]*(?:=|\bof\b)\s*(?:await\s+)?(?:new\s+)?([\w$]+)|\bclass\s+([\w$]+)\s+extends\s+([\w$]+)/g;
/** Of each alternative one way alone leads through a text: texts of any length and content are searched. */
const IMPORT =
  /\bimport(?!\s+type\s+[\w${*])\b((?:[^'"();/]|'[^'\n]*'|"[^"\n]*"|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*\n){0,2000}?)\bfrom\b\s*['"]([^'"\n]+)['"]/g;
const COMMENT = /\/\*[^]*?\*\/|\/\/[^\n]*/g;
const COMPUTED = /\b(?:require|import)\s*\(\s*(?:[\w$(]|'[^'\n]{0,200}'\s*\+|"[^"\n]{0,200}"\s*\+|`[^`\n]{0,200}\$\{)/;
const RENAMED = /\bas\s+([\w$]+)/g;
const TYPE_IMPORT = /(\bimport|[{,])\s*type\s+(?=[\w${*])/g;
const TYPE = /\btype\s+[\w$]+(?:\s+as\s+[\w$]+)?/g;
const REQUIRE = /\b(?:require|import)\s*\(\s*['"`]([^'"`\n]+)['"`]/g;
/** `export * as all from './x'`, `export { x as y } from './x'`, `export { x }`, `export const y = x;`, `export const all = [`, `export default x;`. */
const EXPORT =
  /\bexport\s*(?:\*\s*(?:as\s+([\w$]+)\s*)?from\s*['"]([^'"\n]+)['"]|\{([^{}]*)\}(?:\s*from\s*['"]([^'"\n]+)['"])?|(?:default\b|(?:const|let|var)\s+([\w$]+)[^=\n]*=)\s*(?:([[{])|([\w$]+)\s*(?:;|$|as\b|satisfies\b)))/gm;
const PARENT = /\bextends\s+([\w$]+)/g;
const FUNCTION = /\bfunction\s*\*?\s*([\w$]+)|\b(?:const|let|var)\s+([\w$]+)[^=\n]*=\s*(?:async\b\s*)?(?:\(|function\b|[\w$]+\s*=>)/g;
/** What stands before an item of a list, or a member. */
const BEFORE_ITEM = /[[{,:]\s*(?:\.{3})?$/;
const BEFORE_LENGTH = 40;
/** What shows behind a name that it is the beginning of another one, called, or a key. */
const NO_ITEM = /[\w$]|(?:\.[\w$]+)*\(|\s*:/y;

/** An import as it stands in a text. */
export interface ImportText {
  /** What stands before `from`. */
  readonly clause: string;
  readonly source: string;
  /** Where it ends. */
  readonly end: number;
}

/** Types are left out, and imports of nothing else. */
export function importsIn(text: string): readonly ImportText[] {
  return [...text.matchAll(IMPORT)].flatMap(({ index, 0: whole, 1: written = '', 2: source = '' }) => {
    const clause = withPlainLetters(written.includes('/') ? written.replace(COMMENT, ' ') : written).trim();
    const values = clause.includes('type') ? clause.replace(TYPE, '') : clause;
    return wordsOf(values).length > 0 ? { clause: values, source: withoutEscapes(source), end: index + whole.length } : [];
  });
}

/** The imports of a text, those of types among them: a type beside a name says what it stands for. */
export function importsWithTypesIn(text: string): readonly ImportText[] {
  return importsIn(text.includes('type') ? text.replace(TYPE_IMPORT, '$1 ') : text);
}

/** The sources of what is required, and of what is imported where it is used. */
export function requiredIn(text: string): readonly string[] {
  return [...text.matchAll(REQUIRE)].map(([, source = '']) => withoutEscapes(source));
}

/** Whether what a text requires, or imports where it is used, is told by running it alone: `import('./mod' + 'els')`. */
export function requiresComputed(text: string): boolean {
  return COMPUTED.test(text);
}

/** Whether letters of a text are written by number: what it calls is not told by the look of it, then. */
export function hasEscapes(text: string): boolean {
  return text.includes('\\u') && /\\u(?:\{|[0-9a-f]{4})/i.test(text);
}

/** A call as it stands in a text. */
interface CallText {
  /** The name that what is called begins with. */
  readonly callee: string;
  /** Where its arguments begin. */
  readonly start: number;
}

/** The calls of a text that are given something. */
function callsIn(text: string): readonly CallText[] {
  return [...text.matchAll(CALL)].map(({ index, 0: whole, 1: callee = '' }) => ({ callee, start: index + whole.length }));
}

/** Of the imports of a text, those with functions that a part of it calls: they may write to what they are given. */
export function importsCalled(imports: readonly ImportText[], part: string): readonly ImportText[] {
  if (imports.length === 0) return imports;
  const called = calledIn(part, () => true);
  return imports.filter(({ clause }) => wordsOf(clause).some((name) => called.has(name)));
}

/**
 * The names that what a part of a text calls begins with, and those that it has these from.
 * @param counts which of the calls count
 */
export function calledIn(part: string, counts: (call: CallText) => boolean): ReadonlySet<string> {
  const called = new Set(callsIn(part).flatMap((call) => (counts(call) ? call.callee : [])));
  for (const [, method = '', callback = ''] of part.matchAll(CALLBACK))
    if (CALLS_BACK.has(method) || CALLS_LATER.has(method)) called.add(callback);
  // The last ones first: what they are made of stands before them.
  for (const [, names, source = '', own, parent = ''] of [...part.matchAll(NAMED)].reverse())
    if (wordsOf(names ?? own ?? '').some((name) => called.has(name))) called.add(source || parent);
  return called;
}

/** What a text gives out and did not create. */
export interface PassedOn {
  /** Where it has that from. */
  readonly sources: readonly string[];
  /** What it may be called from there on. */
  readonly names: readonly string[];
}

const NOTHING: PassedOn = { sources: [], names: [] };

export function passedOn(text: string): PassedOn {
  const sources: string[] = [];
  const names: string[] = [];
  const given = new Set<string>();
  let hasTable = false;
  for (const [, whole, all, list, source, name, table, value] of text.matchAll(EXPORT)) {
    if (all !== undefined) sources.push(all);
    if (source !== undefined) sources.push(source);
    for (const [, renamed = ''] of list?.matchAll(RENAMED) ?? []) names.push(renamed);
    if (list !== undefined && source === undefined) for (const word of wordsOf(list)) given.add(word);
    if (whole !== undefined) names.push(whole);
    if (name !== undefined) names.push(name);
    if (value !== undefined) given.add(value);
    hasTable ||= table !== undefined;
  }
  if (given.size > 0 || hasTable) {
    for (const { clause, source, end } of importsIn(text)) {
      const passed = wordsOf(clause).filter((word) => given.has(word) || (hasTable && isItem(word, text, end)));
      if (passed.length === 0) continue;
      sources.push(source);
      names.push(...passed);
    }
  }
  return sources.length === 0 ? NOTHING : { sources, names };
}

/** The names of the lists and objects that a text gives out. */
export function tablesIn(text: string): readonly string[] {
  return [...text.matchAll(EXPORT)].flatMap(({ 5: name, 6: table }) => (name !== undefined && table !== undefined ? name : []));
}

/** `function tune(`, `const tune = (`: the names of the functions that a text declares. */
export function functionsIn(text: string): readonly string[] {
  return [...text.matchAll(FUNCTION)].map(([, declared, named]) => declared ?? named ?? '');
}

/** The names of what classes of a text extend, as far as they begin with one. */
export function parentsIn(text: string): readonly string[] {
  return [...text.matchAll(PARENT)].map(([, name = '']) => name);
}

/** Whether a name stands behind a place as an item or a member of something else, or begins one: what a call gives is not told. */
function isItem(name: string, text: string, from: number): boolean {
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!BEFORE_ITEM.test(text.slice(Math.max(from, at - BEFORE_LENGTH), at))) continue;
    NO_ITEM.lastIndex = at + name.length;
    if (!NO_ITEM.test(text)) return true;
  }
  return false;
}

export function wordsOf(text: string): readonly string[] {
  return text.match(/[\w$]+/g) ?? [];
}
