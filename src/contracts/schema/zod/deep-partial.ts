import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import { unreadNode } from './make.ts';
import type { ZodField, ZodNode } from './node.ts';
import { wrapped } from './object-methods.ts';
import { schemaOfNode } from './schema-of-node.ts';

/**
 * Every field of every object inside optional. Zod 3 goes into objects, lists, tuples, optional and nullable types; Zod 4's function
 * into everything, and what it makes of lazy types and pipes is not read.
 */
export function deepPartial(node: ZodNode): ZodNode {
  switch (node.kind) {
    case 'object': {
      const fields = new Map<string, ZodField>();
      for (const [name, field] of node.fields) fields.set(name, { ...field, node: wrapped('optional', deepPartial(field.node)) });
      return { ...node, depth: node.depth + 1, fields, opaque: node.version === 3 ? node.opaque : [] };
    }
    case 'array':
      return { ...node, element: deepPartial(node.element) };
    case 'tuple':
      return { ...node, items: node.items.map(deepPartial) };
    case 'wrapper':
      return node.version >= 4 || node.wrap === 'optional' || node.wrap === 'nullable' ? { ...node, inner: deepPartial(node.inner) } : node;
    case 'union':
      return node.version >= 4 ? { ...node, options: node.options.map(deepPartial), discriminator: null } : node;
    case 'intersection':
      return node.version >= 4 ? { ...node, left: deepPartial(node.left), right: deepPartial(node.right) } : node;
    case 'record':
      return node.version >= 4 ? { ...node, value: deepPartial(node.value) } : node;
    case 'lazy':
    case 'pipe':
      if (node.version === 3) return node;
      return unreadNode(node.version, node.origin, 'not-static', () => hash(`deepPartial:${schemaDigest(schemaOfNode(node))}`));
    default:
      return node;
  }
}
