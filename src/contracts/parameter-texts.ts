import { ARGUMENT_CHANGES, MUTATING_METHODS } from '../modules/own-changes.ts';
import { ASSIGNS } from '../modules/write-texts.ts';
import { wordsOf } from './outside-texts.ts';

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
/** The parameters, and types beside them, of functions at the top of a text. */
const PARAMETERS =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\b[^(\n]*|(?:const|let|var)\s+[\w$]+[^=\n]*=\s*(?:async\s*)?(?:function\b[^(\n]*)?)?(?:\(\s*\n([^]{0,2000}?)^\)|(\(.*|[\w$]+\s*=>))/gm;
/** As far as names for a part of a parameter are followed. */
const MAX_ALIASES = 8;

/** Cheap: whether a part of a text may write to a parameter of a function at the top of the text, or to something in it. */
export function writesToParameter(text: string, part: string): boolean {
  const pending = new Set([...part.matchAll(WRITTEN)].flatMap(([, ...names]) => names.filter((name) => name && !NO_PARAMETER.test(name))));
  if (pending.size === 0) return false;
  const parameters = new Set([...text.matchAll(PARAMETERS)].flatMap(([, lines, line]) => wordsOf(lines ?? line ?? '')));
  let aliasesLeft = MAX_ALIASES;
  for (const name of pending) {
    if (parameters.has(name)) return true;
    const word = name.replaceAll('$', String.raw`\$`);
    const alias = new RegExp(
      `\\b(?:const|let|var)\\s+(?:${word}|[{[][^}\\]=]*(?<![\\w$])${word}(?![\\w$])[^=]{0,200})\\s*(?::[^=\\n]*)?(?:=|of)\\s*\\(?(?:Object\\.\\w+\\(\\s*)?([\\w$]+)`,
      'g',
    );
    for (const [, source = ''] of text.matchAll(alias)) if (aliasesLeft-- > 0) pending.add(source);
  }
  return false;
}
