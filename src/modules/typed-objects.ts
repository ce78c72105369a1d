import { isNode, unwrap, type AnyNode } from './nodes.ts';

/** The name of a type, as written, without arguments. */
export interface TypeReference {
  /** `EventSpec`, `spec.EventSpec`. */
  readonly name: string;
  /** The module of `import('m').EventSpec`; null for a name of the module that it stands in. */
  readonly source: string | null;
}

export interface TypedObject {
  readonly type: TypeReference;
  readonly node: AnyNode;
}

/** The object literals in a value whose types are plain references: itself, elements of a typed list, members of a typed record. */
export function typedObjects(type: unknown, value: AnyNode): readonly TypedObject[] {
  if (!isNode(type)) return [];
  const node = unwrap(value);
  const inner = type['typeAnnotation'];
  if (type.type === 'TSTypeAnnotation' || (type.type === 'TSTypeOperator' && type['operator'] === 'readonly'))
    return typedObjects(inner, node);
  if (type.type === 'TSUnionType' || type.type === 'TSIntersectionType')
    return (type['types'] as AnyNode[]).flatMap((member) => typedObjects(member, node));
  if (type.type === 'TSArrayType') return elementsOf(node).flatMap((element) => typedObjects(type['elementType'], element));
  if (type.type === 'TSTupleType') {
    const items = type['elementTypes'] as AnyNode[];
    return node.type === 'ArrayExpression'
      ? (node['elements'] as (AnyNode | null)[]).flatMap((element, index) => typedItem(items[index], element))
      : [];
  }
  const reference = typeReference(type);
  const args = ((type['typeArguments'] as AnyNode | null)?.['params'] ?? []) as AnyNode[];
  switch (reference?.name) {
    case undefined:
      return [];
    case 'Promise':
      return typedObjects(args[0], node);
    case 'Array':
    case 'ReadonlyArray':
      return elementsOf(node).flatMap((element) => typedObjects(args[0], element));
  }
  if (!reference || node.type !== 'ObjectExpression') return [];
  if (reference.name === 'Readonly') return typedObjects(args[0], node);
  if (reference.name !== 'Record') return [{ type: reference, node }];
  const properties = (node['properties'] as AnyNode[]).filter((property) => property.type === 'Property');
  return properties.flatMap((property) => typedObjects(args[1], property['value'] as AnyNode));
}

/** One item of a tuple, which may have a name. */
function typedItem(type: AnyNode | undefined, element: AnyNode | null): readonly TypedObject[] {
  if (!element || element.type === 'SpreadElement') return [];
  return typedObjects(type?.type === 'TSNamedTupleMember' ? type['elementType'] : type, element);
}

function elementsOf(node: AnyNode): readonly AnyNode[] {
  if (node.type !== 'ArrayExpression') return [];
  return (node['elements'] as (AnyNode | null)[]).filter((element) => element !== null && element.type !== 'SpreadElement') as AnyNode[];
}

/** What a type, or what stands in `extends`, refers to; null for one that is not a plain reference. */
export function typeReference(type: unknown): TypeReference | null {
  if (!isNode(type)) return null;
  switch (type.type) {
    case 'TSTypeAnnotation':
      return typeReference(type['typeAnnotation']);
    case 'TSImportType': {
      const name = dottedName(type['qualifier']);
      return name === null ? null : { name, source: String((type['source'] as AnyNode)['value']) };
    }
    case 'TSTypeReference':
    case 'TSInterfaceHeritage': {
      const name = dottedName(type['typeName'] ?? type['expression']);
      return name === null ? null : { name, source: null };
    }
    default:
      return null;
  }
}

/** `a.b.c`, as a name of types or as an expression; null for anything else. */
export function dottedName(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier') return String(node['name']);
  const [object, property] = node.type === 'TSQualifiedName' ? [node['left'], node['right']] : [node['object'], node['property']];
  if ((node.type !== 'TSQualifiedName' && node.type !== 'MemberExpression') || node['computed'] || !isNode(property)) return null;
  const before = dottedName(object);
  return before === null ? null : `${before}.${String(property['name'])}`;
}
