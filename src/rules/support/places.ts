import type { Read } from '../../contracts/contract.ts';
import { contains } from '../../source/span.ts';
import type { Related } from '../finding.ts';

/** Where a value is written, when that is not where it stands in the contract. */
export function writtenElsewhere(read: Read<unknown>, what: string): Related[] {
  return contains(read.site, read.origin) ? [] : [{ span: read.origin, message: `${what} is written here.` }];
}
