import type { Module } from '../../modules/module.ts';
import { isNode, type AnyNode } from '../../modules/nodes.ts';
import { dottedName, typeReference, type TypeReference } from '../../modules/typed-objects.ts';
import { jsDocTypes } from './jsdoc-types.ts';

/** What stands before the name of a member in the name of its type: `App.#events` is the type of `events` in `App`. */
export const MEMBER = '#';

/** The type of a member of what has a type. */
export function memberOf(type: TypeReference, member: string): TypeReference {
  return { ...type, name: `${type.name}.${MEMBER}${member}` };
}

/** The type of a member that a declaration of a class, an interface or an object's type says, or its value does. */
export function memberTypes(statement: AnyNode, name: string, member: string): readonly TypeReference[] {
  const declaration = isNode(statement['declaration']) ? statement['declaration'] : statement;
  const id = declaration['id'];
  return isNode(id) && id['name'] === name ? memberTypesIn(declaration['body'] ?? declaration['typeAnnotation'], member) : [];
}

/** The same of what holds the members. */
export function memberTypesIn(holder: unknown, member: string): readonly TypeReference[] {
  if (!isNode(holder)) return [];
  if (holder.type === 'TSTypeAnnotation') return memberTypesIn(holder['typeAnnotation'], member);
  const members = (holder['body'] ?? holder['members'] ?? []) as AnyNode[];
  return (Array.isArray(members) ? members : []).flatMap((element) => {
    const key = element['key'];
    if (!isNode(key) || key['name'] !== member) return [];
    const value = element['value'];
    const type = registryType(element['typeAnnotation'] ?? (isNode(value) ? value['returnType'] : null));
    const made = isNode(value) && value.type === 'NewExpression' ? dottedName(value['callee']) : null;
    return type ?? (made === null ? [] : { name: made, source: null });
  });
}

/** The type of what may be a registry, or nothing. */
export function registryType(annotation: unknown): TypeReference | null {
  const type = isNode(annotation) && annotation.type === 'TSTypeAnnotation' ? annotation['typeAnnotation'] : annotation;
  if (!isNode(type) || type.type !== 'TSUnionType') return typeReference(type);
  const references = (type['types'] as AnyNode[]).map(typeReference).filter((reference) => reference !== null);
  return references.length === 1 ? (references[0] ?? null) : null;
}

/** The types that a declaration of a name stands for; undefined where a statement does not declare it as a type. */
export function declaredType(statement: AnyNode, name: string): readonly TypeReference[] | undefined {
  const declaration = isNode(statement['declaration']) ? statement['declaration'] : statement;
  const id = declaration['id'];
  if (!isNode(id) || id['name'] !== name) return undefined;
  if (declaration.type === 'TSTypeAliasDeclaration') return referencesIn(declaration['typeAnnotation'] as AnyNode);
  if (declaration.type === 'ClassDeclaration') {
    const base = dottedName(declaration['superClass']);
    return base === null ? [] : [{ name: base, source: null }];
  }
  if (declaration.type !== 'TSInterfaceDeclaration') return undefined;
  return (declaration['extends'] as AnyNode[]).flatMap((heritage) => typeReference(heritage) ?? []);
}

function referencesIn(type: AnyNode): readonly TypeReference[] {
  if (type.type === 'TSIntersectionType') return (type['types'] as AnyNode[]).flatMap(referencesIn);
  const reference = typeReference(type);
  if (reference?.name !== 'Readonly') return reference ? [reference] : [];
  const [inner] = ((type['typeArguments'] as AnyNode | null)?.['params'] ?? []) as AnyNode[];
  return inner ? referencesIn(inner) : [];
}

/** Names of a module's own types, exported or not, that may stand for one of the framework's. */
export function declaredTypeNames(module: Module): readonly string[] {
  const written = module.program.body.flatMap((statement) => {
    const declaration = isNode(statement['declaration']) ? statement['declaration'] : statement;
    if (declaration.type === 'TSTypeAliasDeclaration' || declaration.type === 'TSInterfaceDeclaration')
      return [String((declaration['id'] as AnyNode)['name'])];
    if (statement.type !== 'ExportNamedDeclaration') return [];
    return (statement['specifiers'] as AnyNode[]).map((specifier) => nameOf(specifier['exported'] as AnyNode));
  });
  return [...written, ...jsDocTypes(module).keys()];
}

export function nameOf(node: AnyNode): string {
  return String(node['name'] ?? node['value']);
}
