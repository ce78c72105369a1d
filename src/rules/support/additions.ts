import type { Contract } from '../../contracts/contract.ts';
import { contains } from '../../source/span.ts';
import type { ObjectValue, Property, StaticValue } from '../../values/value.ts';
import type { Fix } from '../finding.ts';
import { quoted, type ReadText } from './fixes.ts';
import { appendString, insertProperty } from './insertions.ts';

/** Adds a label to the audit list, or the list to `sideEffects`, where these are written out in the contract's own call. */
export function addLabel(contract: Contract, label: string, read: ReadText): Fix | undefined {
  const sideEffects = contract.spec?.properties.get('sideEffects');
  if (sideEffects?.value.kind !== 'object' || !contains(contract.call, sideEffects.value.span)) return undefined;
  const object = sideEffects.value;
  const audit = object.properties.get('audit');
  if (audit) return addElement(contract, audit, label, read);
  const emits = object.properties.get('emits');
  if (object.open || !emits) return undefined;
  const text = read(contract.file);
  const property = `audit: [${quoted(label, quotesOf(contract, text))}]`;
  return insertProperty(text, object.span, { key: emits.key, value: emits.span }, property);
}

/** Adds a tag to the list of tags, where that is written out in the contract's own call. */
export function addTag(contract: Contract, tag: string, read: ReadText): Fix | undefined {
  const tags = contract.spec ? metaOf(contract.spec).properties.get('tags') : undefined;
  return tags && addElement(contract, tags, tag, read);
}

function addElement(contract: Contract, { value, span }: Property, element: string, read: ReadText): Fix | undefined {
  // The literal must stand here: one in a constant may serve other contracts.
  if (value.kind !== 'array' || !contains(span, value.span) || !contains(contract.call, span)) return undefined;
  const text = read(contract.file);
  return appendString(text, value.span, value.items.at(-1)?.span ?? null, element, quotesOf(contract, text));
}

/** Of older events, which have no `meta`, all of it. */
function metaOf(spec: ObjectValue): ObjectValue {
  const meta: StaticValue | undefined = spec.properties.get('meta')?.value;
  return meta?.kind === 'object' ? meta : spec;
}

/** Source that begins with the quotes of the contract's key. */
function quotesOf({ key }: Contract, text: string): string {
  return text.slice(key.site.start, key.site.end);
}
