import { LIBRARY_CALL, MUTATING_METHODS } from './own-changes.ts';

/** An operator that assigns, of a regular expression. */
export const ASSIGNS: string = String.raw`\s*(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>])`;
/** A member that is assigned, counted or deleted, and what functions and methods do to an object. What `this` has is the file's own. */
const WRITE = new RegExp(
  [
    String.raw`(?<!\bthis)\.[\w$]+${ASSIGNS}`,
    // Not `const xs: string[] = …` and `const [x, y] = …`.
    String.raw`\]${ASSIGNS}(?<!(?:\[\s*|\b(?:const|let|var)\s*\[[^[\]]*)\]\s*=)`,
    String.raw`[.\]][\w$]*\s*(?:\+\+|--)|(?:\+\+|--)\s*[\w$]+\s*[.[]`,
    // `[x.y, z] = …`, `{ a: x.y } = …`
    String.raw`\.[\w$]+\s*\}\s*=(?![=>])`,
    String.raw`\.[\w$]+\s*[\]},](?:(?!\b(?:const|let|var)\b)[^;=])*[\]}]\s*=(?![=>])`,
    // `for (x.y of …)`
    String.raw`\bfor\s*(?:await\s*)?\((?!\s*(?:const|let|var|using)\b)[^;)]*?[\w$\]}]\s+(?:of|in)\s`,
    String.raw`\bdelete\s|\b(?:Object|Reflect)\b(?!\s*\.\s*(?:keys|values|entries|fromEntries|freeze|hasOwn|is|get|has|ownKeys)\b)`,
    String.raw`\.\s*(?:${[...MUTATING_METHODS].join('|')})\s*(?:\?\.\s*)?[(.]|\]\s*\(|\.(?:call|apply|bind)\s*\(`,
  ].join('|'),
);

const CALL_AT_TOP = /^(?:(?:await|void)\s+|[;([]\s*)?[\w$][\w$.]*[^\n=]*\(/m;

const CALLS_LIBRARY = new RegExp(LIBRARY_CALL);

const IMPORTS = /\bimport\b|\brequire\b/;

/** Whether a text may import anything. What writes to anything of another module, by whatever it gives out, does. */
export function imports(text: string): boolean {
  return IMPORTS.test(text);
}

/** Whether a text may write to an object that it did not create, other than by what it calls. What is passed over here is not told. */
export function writes(text: string): boolean {
  return WRITE.test(text) || (mayUseLibrary(text) && CALLS_LIBRARY.test(text));
}

/** Whether a text may have functions of a library that write to what they are given. */
export function mayUseLibrary(text: string): boolean {
  return text.includes('lodash') || text.includes('es-toolkit');
}

/** Whether a text calls something when it is run, by the look of it: what stands at the beginning of a line. */
export function callsAtTop(text: string): boolean {
  return CALL_AT_TOP.test(text);
}
