import type { Contract } from '../contracts/contract.ts';
import type { Fix, Related } from '../rules/finding.ts';
import { compareCodeUnits } from '../source/paths.ts';
import type { Location, Span } from '../source/span.ts';
import type { Edits, FindingContract, RelatedPlace } from './result.ts';

export type Locate = (span: Span) => Location;

/** A rule's fix in lines and columns, sorted by file and position. */
export function toEdits(fix: Fix, locate: Locate): Edits {
  const sorted = fix.edits.toSorted(
    (a, b) => compareCodeUnits(a.span.file, b.span.file) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return { edits: sorted.map((edit) => ({ ...locate(edit.span), text: edit.text })) };
}

export function toRelatedPlace(related: Related, locate: Locate): RelatedPlace {
  const { file, line, column } = locate(related.span);
  return { file, line, column, message: related.message };
}

/** What reports say of a contract; null and left out where it cannot be read. */
export function toFindingContract(contract: Contract): FindingContract {
  const owners = contract.owners.state === 'known' ? contract.owners.value : [];
  return {
    kind: contract.kind,
    key: contract.key.state === 'known' ? contract.key.value : null,
    version: contract.version.state === 'known' ? String(contract.version.value) : null,
    owners: owners.flatMap((owner) => (owner.state === 'known' ? [owner.value] : [])),
  };
}
