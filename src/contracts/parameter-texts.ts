import { ARGUMENT_CHANGES, MUTATING_METHODS } from '../modules/own-changes.ts';
import { ASSIGNS } from '../modules/write-texts.ts';

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
/** Names that are no parameter, and are written to by many. */
const NO_PARAMETER = /^(?:this|module|exports|window|document|globalThis|process|self|console)$/;
/** What stands before brackets that hold no parameters. */
const STATEMENT = /\b(?:if|for|while|switch|catch|return|await|with)\s*$/;
/** What comes behind brackets with parameters. */
const BODY = /\s*(?:=>|\{|:)/y;
const ARROW = /\s*=>/y;
/** As far as brackets are looked for. */
const MAX_LENGTH = 2_000;
/** As far as names for a part of a parameter are followed. */
const MAX_ALIASES = 8;

/** Cheap: whether a part of a text may write to a parameter of a function of the text, or to something in it. */
export function writesToParameter(text: string, part: string): boolean {
  const pending = new Set([...part.matchAll(WRITTEN)].flatMap(([, ...names]) => names.filter((name) => name && !NO_PARAMETER.test(name))));
  let aliasesLeft = MAX_ALIASES;
  for (const name of pending) {
    if (mayBeParameter(name, text)) return true;
    const word = name.replaceAll('$', String.raw`\$`);
    const alias = new RegExp(
      `\\b(?:const|let|var)\\s+(?:${word}|[{[][^}\\]=]*(?<![\\w$])${word}(?![\\w$])[^=]{0,200})\\s*(?::[^=\\n]*)?(?:=|of)\\s*\\(?(?:Object\\.\\w+\\(\\s*)?([\\w$]+)`,
      'g',
    );
    for (const [, source = ''] of text.matchAll(alias)) if (aliasesLeft-- > 0) pending.add(source);
  }
  return false;
}

function mayBeParameter(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    const isPart = /[\w$]/.test(text.charAt(at - 1)) || /[\w$.]/.test(text.charAt(end));
    if (isPart || (text.charAt(at - 1) === '.' && !text.startsWith('...', at - 3))) continue;
    ARROW.lastIndex = end;
    if (ARROW.test(text) || isInParameters(at, text)) return true;
  }
  return false;
}

/** Whether a place is in round brackets that a function's body, or its type, comes behind. */
function isInParameters(at: number, text: string): boolean {
  const open = unmatched(text, at - 1, -1, ')]}', '(', '[{');
  if (open < 0 || STATEMENT.test(text.slice(Math.max(0, open - 10), open))) return false;
  const close = unmatched(text, at, 1, '([{', ')', ']}');
  BODY.lastIndex = close + 1;
  return close >= 0 && BODY.test(text);
}

/** Where a bracket stands in a direction that belongs to one on the other side; others may stand between, as those of patterns. */
function unmatched(text: string, from: number, step: 1 | -1, opening: string, wanted: string, passed: string): number {
  let depth = 0;
  for (let at = from; at >= 0 && at < text.length && Math.abs(at - from) < MAX_LENGTH; at += step) {
    const letter = text.charAt(at);
    if (opening.includes(letter)) depth++;
    else if (letter === wanted && depth === 0) return at;
    else if (letter === wanted || passed.includes(letter)) depth = Math.max(0, depth - 1);
    else if (letter === ';' && depth === 0) return -1;
  }
  return -1;
}
