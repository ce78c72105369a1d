import type { AnyNode } from './nodes.ts';

/** Forms that only TypeScript has, as the nodes of what they mean, so that nothing else needs to know them. */

/** `import T = A.B` and `import m = require('m')`, as the declarator of a constant; null for one of types. */
export function importEqualsDeclarator(node: AnyNode): AnyNode | null {
  const reference = node['moduleReference'] as AnyNode;
  if (node['importKind'] === 'type') return null;
  const place = { start: reference.start, end: reference.end };
  const init: AnyNode =
    reference.type === 'TSExternalModuleReference'
      ? {
          type: 'CallExpression',
          ...place,
          callee: { type: 'Identifier', name: 'require', start: reference.start, end: reference.start },
          arguments: [reference['expression']],
          optional: false,
        }
      : memberOf(reference);
  return { type: 'VariableDeclarator', start: node.start, end: node.end, id: node['id'], init };
}

function memberOf(name: AnyNode): AnyNode {
  if (name.type !== 'TSQualifiedName') return name;
  const { start, end } = name;
  return {
    type: 'MemberExpression',
    start,
    end,
    object: memberOf(name['left'] as AnyNode),
    property: name['right'],
    computed: false,
    optional: false,
  };
}

/** `namespace A.B { … }` as `namespace A { export namespace B { … } }`. */
export function nestedNamespace(node: AnyNode): AnyNode {
  const id = node['id'] as AnyNode;
  if (id.type !== 'TSQualifiedName') return node;
  const inner: AnyNode = { ...node, start: (id['right'] as AnyNode).start, id: id['right'] };
  const exported: AnyNode = {
    type: 'ExportNamedDeclaration',
    start: inner.start,
    end: node.end,
    declaration: inner,
    specifiers: [],
    source: null,
  };
  const body: AnyNode = { type: 'TSModuleBlock', start: inner.start, end: node.end, body: [exported] };
  return nestedNamespace({ ...node, id: id['left'], body });
}
