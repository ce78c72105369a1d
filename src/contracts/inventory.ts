import type { Span, Location } from '../source/span.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Contract } from './contract.ts';

/** What to read. From the policy's `contracts` section. */
export interface ReadOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Packages whose define functions make contracts; subpaths included. */
  readonly modules: readonly string[];
}

/** All contracts of a tree, sorted by file, position and kind. */
export interface Inventory {
  readonly tree: SourceTree;
  readonly contracts: readonly Contract[];
  /** Files that may hold contracts and cannot be judged: they do not parse, are too deep, too large, a link out of the tree. */
  readonly problems: readonly ReadProblem[];
  /** Files whose text was asked for and cannot be judged, those that hold no contract included: they do not parse, or are no text. */
  readonly unparsed: ReadonlySet<string>;
  /** How many files were considered, and parsed. */
  readonly counts: { readonly files: number; readonly parsed: number };
  locate(span: Span): Location;
  /** The text of a file that was read. */
  text(file: string): string;
}

export interface ReadProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly hint: string | null;
}
