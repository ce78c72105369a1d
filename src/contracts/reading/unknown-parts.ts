import type { Schema, UnknownSchema } from '../schema/schema.ts';

/** The parts of a schema that cannot be read, each with its path. */
export function unknownParts(schema: Schema, path: string): readonly { readonly path: string; readonly schema: UnknownSchema }[] {
  const found: { readonly path: string; readonly schema: UnknownSchema }[] = [];
  const visit = (part: Schema, at: string): void => {
    switch (part.kind) {
      case 'unknown':
        found.push({ path: at, schema: part });
        return;
      case 'object':
        for (const [name, field] of part.fields) visit(field.type, `${at}.fields.${name}`);
        if (part.catchall) visit(part.catchall, `${at}.catchall`);
        return;
      case 'array':
        return visit(part.item, `${at}.item`);
      case 'union':
      case 'intersection':
        for (const [index, member] of part.members.entries()) visit(member, `${at}.members[${index}]`);
        return;
      case 'nullable':
        return visit(part.type, at);
      case 'record':
        return visit(part.value, `${at}.value`);
      case 'tuple':
        for (const [index, item] of part.items.entries()) visit(item, `${at}.items[${index}]`);
        return;
      case 'scalar':
      case 'enum':
      case 'literal':
      case 'resource':
      case 'ref':
        // A reference leads back to a schema that encloses it.
        return;
    }
  };
  visit(schema, path);
  return found;
}
