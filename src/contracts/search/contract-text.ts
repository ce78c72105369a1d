import { withPlainLetters } from '../../modules/escaped-letters.ts';
import type { Module } from '../../modules/module.ts';
import { LITERAL_TYPES } from '../defines/literal-contracts.ts';
import { DEFINE_FUNCTIONS, DEFINE_TEXT, SPEC_TYPE } from '../framework/names.ts';
import { mayHoldShaped } from '../registries/contract-shape.ts';
import { INSTALL, REGISTRIES } from '../registries/registry-values.ts';

/* What of a text may make a contract, so that it is worth parsing. Comments and strings may match too; they cost a parse and give nothing. */

const TYPED_LITERAL = new RegExp(
  [
    // `const E: EventSpec<P> = {`, `const ALL: readonly EventSpec<P>[] = [`, `const ALL: Record<string, EventSpec<P>> = {`;
    // not `(spec: EventSpec<P>, options: Options = {})`: a comma after the name stands in brackets.
    String.raw`:[^=;(){}]*${SPEC_TYPE}(?:<[^=;]*>)?(?:[^=;(){},]|,(?=[^=;(){}:]*>|[^=;(){}<>]*\]))*=\s*[{([]`,
    // `(): EventSpec<P> {` and `(): EventSpec<P> => (`
    String.raw`\)\s*:[^=;(){}]*${SPEC_TYPE}(?:<[^=;]*>)?[^=;(){}]*(?:=>\s*)?[{(]`,
    // `const E: import('framework').EventSpec<P>`
    String.raw`\bimport\(\s*['"][^'"\n]+['"]\s*\)\.(?:\w+\.)*${SPEC_TYPE}`,
    // `} satisfies EventSpec<P>`, `] as EventSpec<P>[]`
    String.raw`[}\]]\s*\)?\s*(?:as\s+const\s+)?(?:satisfies|as)\s+[^=;(){}]*${SPEC_TYPE}`,
  ].join('|'),
);
/** What stands before the name of a package that is imported as a whole. */
const WHOLE_IMPORT = /(?:\*\s*(?:as\s+[\w$]+\s*)?from|\bimport\s+[\w$]+\s+from|\brequire\s*\(|\bimport\s*\()\s*['"]$/;
/** `const { a } = await import('`: only what is named of it. */
const TAKEN_APART = /\{[^{}[\]]*\}\s*=\s*(?:await\s+)?(?:import|require)\s*\(\s*['"]$/;
/** `').Type`: the same, as types have it. What waits for all of it is no member. */
const MEMBER_TAKEN = /[^'"\n]*['"]\s*\)\s*\.\s*(?!then\b|catch\b|finally\b)[\w$]/y;
/** As much of it as is looked at. */
const IMPORT_LENGTH = 1_000;
const LITERAL_NAMES = [...LITERAL_TYPES.keys(), ...REGISTRIES.keys(), INSTALL];
const COMMENT_TAGS = ['@type', '@satisfies', '@import'];
const TYPED_IN_COMMENT = new RegExp(String.raw`@(?:type(?:def)?|satisfies|import)\s*\{[^\n]*${SPEC_TYPE}`);
const REGISTERED_LITERAL = /\.register(?:Many|All)?\(\s*(?:\/\*[^]*?\*\/\s*)?[{[]/;
/** `.register(name)`, `.register.call(…)`, and `.register` given on. */
const REGISTERED = String.raw`\.register(?:Many|All)?(?:\(\s*(?:\.\.\.\s*)?[\w$]|\.(?:call|apply|bind)\(|\s*[,)])`;
const REGISTERED_NAME = new RegExp(REGISTERED);
const REGISTERED_HERE = new RegExp(REGISTERED, 'y');
/** The name that a chain begins with: `app`, of what stands before `.register` in `app.events!.register(`. */
const RECEIVER = /(?<![\w$.])([\w$]+)(?:\(\)|!|\?)?(?:\s*\.\s*[\w$]+(?:\(\)|!|\?)?)*\s*$/;
/** As much of it as is looked at. */
const RECEIVER_LENGTH = 300;
const IMPORTED = /\bimport\b([^;'"]*)\bfrom\b|\b(?:const|let|var)\b([^;'"=]*)=\s*require\(/g;
/** Its items are given to it as well; also by a class that extends it. */
const NEW_REGISTRY = /\bnew\s+[\w$.]*Registry\(\s*[\w$[]|\bextends\s+[\w$.]*Registry\b[^]*?\bsuper\(\s*[\w$[]/;
const REGISTRY = /(?:Event|Operation(?:Spec)?)Registry/;

/** Whether a text may define a contract. */
export function mayDefine(text: string, namesType: boolean, modules: readonly string[]): boolean {
  if (DEFINE_TEXT.test(text) || (text.includes('\\') && DEFINE_TEXT.test(withPlainLetters(text)))) return true;
  return mayCompute(text, modules) || mayBeLiteral(text, namesType);
}

/** `ns['define' + 'Command']`, of the whole of the framework under one name. */
function mayCompute(text: string, modules: readonly string[]): boolean {
  return modules.some((module) => {
    for (let at = text.indexOf(module); at >= 0; at = text.indexOf(module, at + 1)) {
      const end = at + module.length;
      const before = text.slice(Math.max(0, at - IMPORT_LENGTH), at);
      const isWhole = `'"/`.includes(text.charAt(end)) && WHOLE_IMPORT.test(before);
      if (isWhole && !TAKEN_APART.test(before) && !isMemberTaken(text, end)) return text.includes('[');
    }
    return false;
  });
}

function mayBeLiteral(text: string, namesType: boolean): boolean {
  if (namesType && (TYPED_LITERAL.test(text) || typesInComment(text))) return true;
  if (text.includes('Registry') && REGISTRY.test(text) && NEW_REGISTRY.test(text)) return true;
  if (text.includes(INSTALL)) return true;
  if (!text.includes('.register')) return false;
  return REGISTERED_LITERAL.test(text) || (REGISTERED_NAME.test(text) && (REGISTRY.test(text) || registersByImport(text)));
}

/** Whether what the text of a module was found for stands in its code, not in comments and longer strings alone. */
export function mayHoldContracts(module: Module, aliases: ReadonlySet<string>, modules: readonly string[]): boolean {
  return (
    module.mentions(DEFINE_FUNCTIONS.keys()) ||
    // A default import gives the alias a name of its own.
    aliases.has('default') ||
    module.mentions(aliases) ||
    typesInComment(module.text) ||
    mayCompute(module.text, modules) ||
    mayHoldShaped(module) ||
    (mayBeLiteral(module.text, namesSpecType(module.text)) &&
      (module.mentions(LITERAL_NAMES) || REGISTERED_LITERAL.test(module.text) || registersByImport(module.text)))
  );
}

/** Whether a text names a type of contracts. */
export function namesSpecType(text: string): boolean {
  return text.includes('EventSpec') || text.includes('OperationSpec');
}

function isMemberTaken(text: string, from: number): boolean {
  MEMBER_TAKEN.lastIndex = from;
  return MEMBER_TAKEN.test(text);
}

/** Whether something is given to what is imported: a registry of another file may have any name. */
function registersByImport(text: string): boolean {
  const receivers = receiversIn(text);
  if (receivers.length === 0) return false;
  const imported = new Set([...text.matchAll(IMPORTED)].flatMap((match) => (match[1] ?? match[2])?.match(/[\w$]+/g) ?? []));
  return receivers.some((receiver) => imported.has(receiver));
}

function receiversIn(text: string): readonly string[] {
  const receivers: string[] = [];
  for (let at = text.indexOf('.register'); at >= 0; at = text.indexOf('.register', at + 1)) {
    REGISTERED_HERE.lastIndex = at;
    const name = REGISTERED_HERE.test(text) ? RECEIVER.exec(text.slice(Math.max(0, at - RECEIVER_LENGTH), at))?.[1] : undefined;
    if (name !== undefined) receivers.push(name);
  }
  return receivers;
}

/** `@type {import(…).EventSpec}`, as JavaScript has types. */
function typesInComment(text: string): boolean {
  return COMMENT_TAGS.some((tag) => text.includes(tag)) && TYPED_IN_COMMENT.test(text);
}
