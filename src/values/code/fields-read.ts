import { childNodes, namedMember, type AnyNode } from '../../modules/nodes.ts';
import { parametersOf } from '../statements/parameters.ts';

/** The fields that a function reads of the value that it is given first; null where it may read any. */
export function fieldsRead(node: AnyNode): ReadonlySet<string> | null {
  const [parameter, ...others] = parametersOf(node);
  if (!parameter) return new Set();
  if (others.some(({ type }) => type !== 'Identifier')) return null;
  if (parameter.type === 'ObjectPattern') return fieldsOfPattern(parameter);
  if (parameter.type !== 'Identifier') return null;
  const fields = new Set<string>();
  const isRead = (part: AnyNode): boolean => {
    if (part.type === 'Identifier') return part['name'] !== parameter['name'] && part['name'] !== 'arguments';
    const member = namedMember(part);
    if (!member) return childNodes(part).every(isRead);
    const { object, name } = member;
    if (object.type !== 'Identifier' || object['name'] !== parameter['name']) return isRead(object);
    fields.add(name);
    return true;
  };
  return isRead(node['body'] as AnyNode) ? fields : null;
}

function fieldsOfPattern(pattern: AnyNode): ReadonlySet<string> | null {
  const properties = pattern['properties'] as AnyNode[];
  const names = properties.map(({ type, computed, key }) => {
    const name = type === 'Property' && !computed ? ((key as AnyNode)['name'] ?? (key as AnyNode)['value']) : undefined;
    return name === undefined ? null : String(name);
  });
  return names.includes(null) ? null : new Set(names as string[]);
}
