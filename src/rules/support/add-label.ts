import type { Contract } from '../../contracts/contract.ts';
import type { Fix } from '../finding.ts';
import { quoted, type ReadText } from './fixes.ts';
import { appendString, insertProperty } from './insertions.ts';
import { contains } from '../../source/span.ts';

/** Adds the label to the audit list, or the list to `sideEffects`, where these are written out in the contract's own call. */
export function addLabel(contract: Contract, label: string, read: ReadText): Fix | undefined {
  const sideEffects = contract.spec?.properties.get('sideEffects');
  if (sideEffects?.value.kind !== 'object' || !contains(contract.call, sideEffects.value.span)) return undefined;
  const text = read(contract.file);
  // In the quotes of the contract's key.
  const like = text.slice(contract.key.site.start, contract.key.site.end);
  const object = sideEffects.value;
  const audit = object.properties.get('audit');
  if (audit) {
    const array = audit.value;
    // The literal must stand here: one in a constant may serve other contracts.
    if (array.kind !== 'array' || !contains(audit.span, array.span) || !contains(contract.call, audit.span)) return undefined;
    return appendString(text, array.span, array.items.at(-1)?.span ?? null, label, like);
  }
  const emits = object.properties.get('emits');
  if (object.open || !emits) return undefined;
  return insertProperty(text, object.span, { key: emits.key, value: emits.span }, `audit: [${quoted(label, like)}]`);
}
