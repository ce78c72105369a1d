import type { Read } from '../../contracts/contract.ts';
import type { Span } from '../../source/span.ts';
import type { Related } from '../finding.ts';

/** Whether `inner` lies in `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** Where a value is written, when that is not where it stands in the contract. */
export function writtenElsewhere(read: Read<unknown>, what: string): Related[] {
  return contains(read.site, read.origin) ? [] : [{ span: read.origin, message: `${what} is written here.` }];
}
