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
/** What stands before a parameter, and behind it: more than parameters have that, too. */
const BEFORE_PARAMETER = /[(,{[]\s*(?:(?:public|private|protected|readonly|override)\s+)*(?:\.{3})?$/;
const BEHIND_PARAMETER = /\s*(?:[:,)}\]?=]|$)/y;
const BEFORE_ARROW = /\s*=>/y;
/** As much as is looked at before a name. */
const BEFORE_LENGTH = 40;
/** As far as names for a part of a parameter are followed. */
const MAX_ALIASES = 8;

/** Cheap: whether a part of a text may write to a parameter of a function of the text, or to something in it. */
export function writesToParameter(text: string, part: string): boolean {
  const pending = new Set([...part.matchAll(WRITTEN)].flatMap(([, ...names]) => names.filter((name) => name && !NO_PARAMETER.test(name))));
  if (pending.size === 0) return false;
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
    if (/[\w$.]/.test(text.charAt(at - 1)) && !text.startsWith('...', at - 3)) continue;
    BEFORE_ARROW.lastIndex = BEHIND_PARAMETER.lastIndex = end;
    if (BEFORE_ARROW.test(text)) return true;
    if (BEHIND_PARAMETER.test(text) && BEFORE_PARAMETER.test(text.slice(Math.max(0, at - BEFORE_LENGTH), at))) return true;
  }
  return false;
}
