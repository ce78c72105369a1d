import { ARGUMENT_CHANGES, LIBRARY_CALL, MUTATING_METHODS } from '../../modules/own-changes.ts';
import { ASSIGNS, mayUseLibrary } from '../../modules/write-texts.ts';
import { escapeRegExp } from '../../source/escape-regexp.ts';
import { memoize } from '../../source/memoize.ts';
import { once } from '../../source/once.ts';
import { calledIn } from './texts.ts';

/** A name, and members of what it holds: `(m as Model).config['fields']`. */
const ROOT = String.raw`(?<![\w$.])([A-Za-z_$][\w$]*)(?:\s+as\s+\w+)?\)?`;
const MEMBERS = String.raw`(?:[?!]{0,2}\.[\w$]+|[?!]{0,2}\.?\[[^\]\n]{0,100}\])`;
const WRITTEN = new RegExp(
  [
    String.raw`${ROOT}${MEMBERS}+[!)]{0,2}(?:${ASSIGNS}|\s*(?:\+\+|--))`,
    String.raw`\bdelete\s+\(?([\w$]+)|\b(?:Object|Reflect)\.(?:${[...ARGUMENT_CHANGES].join('|')})\(\s*\(?([\w$]+)`,
    String.raw`${ROOT}${MEMBERS}*[?!]{0,2}\.(?:${[...MUTATING_METHODS].join('|')})\(`,
  ].join('|'),
  'g',
);
const WRITTEN_BY_LIBRARY = new RegExp(String.raw`${LIBRARY_CALL}\s*\(?([\w$]+)`, 'g');
/** Names that are no parameter, and are written to by many. */
const NO_PARAMETER = /^(?:module|exports|window|document|globalThis|process|self|console)$/;
/** A function that says what its `this` is: others that write to it are methods as a rule. */
const DECLARES_THIS = /\(\s*this\s*:/;
/** As far as arguments are looked through. */
const ARGUMENTS = /[^;]{0,200}/y;
/** `const { fields } = model`, `for (const one of models)` */
const DECLARED = /\b(?:const|let|var)\s+([\w$]+|[{[][^=]{0,500}[}\]])[^=\n]{0,200}(?:=|\bof\b)([^;\n]{0,200})/g;
const NAME = /[A-Za-z_$][\w$]*/g;
/** What stands before brackets that hold no parameters. */
const STATEMENT = /\b(?:if|for|while|switch|catch|return|await|with)\s*$/;
/** What comes behind brackets with parameters. */
const BODY = /\s*(?:=>|\{|:)/y;
const BRACKET = /[()]/g;
const LAST_NAME = /([A-Za-z_$][\w$]*)\s*$/;
/** As far as a list of parameters goes, and a name. */
const MAX_LENGTH = 2_000;
const MAX_NAME = 100;
/** As far as names for a part of a parameter are followed. */
const MAX_ALIASES = 8;

/** What texts alone tell of parameters, each text looked through once. */
export interface ParameterTexts {
  /** Whether a part of a text may write to a parameter of a function of the text, or to something in it. */
  areWritten(text: string, part: string): boolean;
  /** The names of what a part of a text calls and may give such a parameter, also by another name for that. */
  takersIn(text: string, part: string): ReadonlySet<string>;
}

export function createParameterTexts(): ParameterTexts {
  const parametersOf = memoize(parametersIn);
  const localsOf = memoize((text: string) => declaredWith(parametersOf(text), text));
  return {
    areWritten(text, part) {
      const parameters = once(() => parametersOf(text));
      const sites = [...part.matchAll(WRITTEN), ...(mayUseLibrary(text) ? part.matchAll(WRITTEN_BY_LIBRARY) : [])];
      const mayBeParameter = (name: string): boolean => (name === 'this' ? DECLARES_THIS.test(text) : !NO_PARAMETER.test(name));
      const pending = new Set(sites.flatMap(([, ...names]) => names.filter((name) => name && mayBeParameter(name))));
      let aliasesLeft = MAX_ALIASES;
      for (const name of pending) {
        if (parameters().has(name)) return true;
        const word = escapeRegExp(name);
        const alias = new RegExp(
          `\\b(?:const|let|var)\\s+(?:${word}|[{[][^}\\]=]*(?<![\\w$])${word}(?![\\w$])[^=]{0,200})\\s*(?::[^=\\n]*)?(?:=|of)\\s*\\(?(?:\\{\\s*\\.{3})?(?:Object\\.\\w+\\(\\s*)?([\\w$]+)`,
          'g',
        );
        for (const [, source = ''] of text.matchAll(alias)) if (aliasesLeft-- > 0) pending.add(source);
      }
      return false;
    },
    takersIn(text, part) {
      // Asked of each name in the arguments: to find a text again by its letters takes long.
      const [parameters, locals] = [once(() => parametersOf(text)), once(() => localsOf(text))];
      const isOwn = (name: string): boolean => parameters().has(name) || locals().has(name);
      return calledIn(part, ({ start }) => {
        ARGUMENTS.lastIndex = start;
        return (ARGUMENTS.exec(part)?.[0].match(NAME) ?? []).some(isOwn);
      });
    },
  };
}

/** The names that are declared with what mentions certain ones, or with what is declared so before. */
function declaredWith(names: ReadonlySet<string>, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, declared = '', value = ''] of text.matchAll(DECLARED)) {
    const isMade = (value.match(NAME) ?? []).some((name) => names.has(name) || found.has(name));
    for (const name of isMade ? (declared.match(NAME) ?? []) : []) found.add(name);
  }
  return found;
}

/** The names in round brackets that a function's body, or its type, comes behind, and those before arrows. */
function parametersIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const open: number[] = [];
  for (const { 0: bracket, index: at } of text.matchAll(BRACKET)) {
    if (bracket === '(') {
      open.push(at);
      continue;
    }
    const start = open.pop();
    BODY.lastIndex = at + 1;
    if (start === undefined || at - start > MAX_LENGTH || !BODY.test(text)) continue;
    if (STATEMENT.test(text.slice(Math.max(0, start - 10), start))) continue;
    for (const name of text.slice(start, at).match(NAME) ?? []) names.add(name);
  }
  for (let at = text.indexOf('=>'); at >= 0; at = text.indexOf('=>', at + 2)) {
    const name = LAST_NAME.exec(text.slice(Math.max(0, at - MAX_NAME), at))?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}
