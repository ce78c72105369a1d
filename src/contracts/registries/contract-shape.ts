import { pathTo } from '../../modules/enclosing.ts';
import { importOf } from '../../modules/import-sources.ts';
import type { Module } from '../../modules/module.ts';
import { patternIdentifiers, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { ScopedNode } from '../../modules/scope.ts';
import { contains, NOWHERE } from '../../source/span.ts';
import type { ObjectValue, StaticValue } from '../../values/value.ts';
import { schemaNativeOf } from '../schema/schema-native.ts';
import type { RegistryWork } from './work.ts';

/**
 * Object literals that have the form of a contract. That alone makes none of them: something must say that they are meant as one.
 */

const AS_MEMBER = /(?<![\w$])meta\s*[:,}]/y;
/** After a brace, a comma or a comment. */
const CONTENT = /(?:[{,]|\*\/|\/\/[^\n]*\n)\s*(?:payload|io)\s*[:,}]/;

/** Whether a text may have such a literal. Asked of every text, so the rarest word is looked for first. */
export function mayBeShaped(text: string): boolean {
  for (let at = text.indexOf('meta'); at >= 0; at = text.indexOf('meta', at + 4)) {
    AS_MEMBER.lastIndex = at;
    if (AS_MEMBER.test(text)) return CONTENT.test(text);
  }
  return false;
}

/** The same of what stands in the code, not in comments and longer strings alone. */
export function mayHoldShaped(module: Module): boolean {
  return mayBeShaped(module.text) && module.mentions(['meta']) && module.mentions(['payload', 'io']);
}

/** What kind of contract a literal would be. */
export function shapedKind({ node }: ScopedNode): 'event' | 'operation' {
  return (node['properties'] as AnyNode[]).some(({ key }) => (key as AnyNode | undefined)?.['name'] === 'payload') ? 'event' : 'operation';
}

/**
 * The literals of a module that may be contracts. Those that are given to another function of the framework's packages are something else.
 * @param isKnown of literals that are known to be contracts
 */
export function shapedLiterals(
  module: Module,
  { evaluator, modules }: Pick<RegistryWork, 'evaluator' | 'modules'>,
  isKnown: (node: AnyNode) => boolean,
): readonly ScopedNode[] {
  const forms = module.analysis.contractForms.filter(({ node }) => !isKnown(node));
  if (forms.length === 0) return [];
  const others = new Set<AnyNode>();
  for (const { node } of module.analysis.calls) {
    const root = rootIdentifier(unwrap(node['callee'] as AnyNode));
    const source = root ? importOf(module, root['name'] as string)?.source : undefined;
    if (source === undefined || !modules.includes(evaluator.graph.resolver.named(source, module.file).name)) continue;
    for (const argument of node['arguments'] as AnyNode[]) others.add(unwrap(argument));
  }
  return forms.filter(({ node }) => !others.has(node));
}

const PARTS = ['input', 'output', 'params', 'query', 'headers'];
const TELLING = ['owners', 'stability', 'tags', 'domain', 'title', 'description', 'goal', 'context'];

/**
 * How sure it is that an object is a contract: `certain` where it holds a schema of the framework's library as one does;
 * `likely` where its metadata is that of one and it holds nothing that is anything else; `possible` where the metadata does not tell.
 * A message with the data of an event is none of these.
 */
export function contractForm(value: StaticValue): 'certain' | 'likely' | 'possible' | null {
  const meta = value.kind === 'object' ? value.properties.get('meta')?.value : undefined;
  if (value.kind !== 'object' || meta?.kind !== 'object') return null;
  const has = (name: string): boolean => meta.properties.has(name);
  if (!(has('key') || has('name')) || !has('version')) return null;
  const schemas = schemasOf(value);
  if (schemas.some(isLibrarySchema)) return 'certain';
  // What a message has from its contract is written there.
  const tells = TELLING.some((name) => contains(value.span, meta.properties.get(name)?.key ?? NOWHERE));
  if (schemas.length === 0 || !schemas.every(mayBeSchema)) return null;
  return tells ? 'likely' : 'possible';
}

function schemasOf({ properties }: ObjectValue): readonly StaticValue[] {
  const payload = properties.get('payload')?.value;
  if (payload) return [payload];
  const io = properties.get('io')?.value;
  if (io?.kind !== 'object') return io?.kind === 'unknown' ? [io] : [];
  return PARTS.flatMap((name) => io.properties.get(name)?.value ?? []);
}

function isLibrarySchema(value: StaticValue): boolean {
  return schemaNativeOf(value)?.isZod === false;
}

function mayBeSchema(value: StaticValue): boolean {
  return value.kind === 'unknown' || (value.kind === 'literal' && value.value === null);
}

const WORDS = /\b(?:Any)?(?:EventSpec|OperationSpec|EventRegistry|OperationSpecRegistry)\b/;

/** Whether a text has to do with the framework. */
export function mentionsFramework(text: string, modules: readonly string[]): boolean {
  return WORDS.test(text) || modules.some((name) => text.includes(name));
}

/** Whether an object is exported, by itself or in something, and not as what a call makes of it. */
export function isGivenOut(node: AnyNode, module: Module): boolean {
  const path = pathTo(module, node.start);
  if (path.some(({ type }) => type === 'CallExpression' || type === 'NewExpression')) return false;
  const statement = path[path.length - 2];
  if (!statement || WORDS.test(module.text.slice(statement.start, statement.end))) return false;
  if (statement.type !== 'VariableDeclaration')
    return statement.type.startsWith('Export') || (statement.type === 'ExpressionStatement' && module.isCommonJs);
  const names = (statement['declarations'] as AnyNode[]).flatMap((declarator) => patternIdentifiers(declarator['id'] as AnyNode));
  const isName = (name: unknown): boolean => names.some((identifier) => identifier['name'] === name);
  return [...module.exports.values()].some((entry) => entry.kind === 'local' && isName(entry.name));
}
