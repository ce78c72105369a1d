import type { Read } from '../../contracts/contract.ts';
import { contains, lineStarts, type Location, type Span } from '../../source/span.ts';
import type { SourceTree } from '../../source/tree.ts';
import type { Related } from '../finding.ts';

/** Where a value is written, when that is not where it stands in the contract. */
export function writtenElsewhere(read: Read<unknown>, what: string): Related[] {
  return contains(read.site, read.origin) ? [] : [{ span: read.origin, message: `${what} is written here.` }];
}

/** The span of a place in the policy or in CODEOWNERS; null where the file is no part of the tree, as a policy from elsewhere. */
export function spanOf(location: Location, tree: SourceTree): Span | null {
  if (!tree.has(location.file)) return null;
  const text = tree.read(location.file);
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number => Math.min(text.length, (starts[line - 1] ?? text.length) + column - 1);
  return { file: location.file, start: offset(location.line, location.column), end: offset(location.endLine, location.endColumn) };
}
