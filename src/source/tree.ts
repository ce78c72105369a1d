/**
 * A set of source files at one state: the working tree, a git revision, or memory.
 * The rest of the program reads text through this interface only, so that base and head are read by the same code.
 * A tree is a plain object whose functions do not need it: one is made of another by taking these over.
 */
export interface SourceTree {
  /** Absolute path of the tree's root on disk; for messages and for writing fixes, never for reading. */
  readonly root: string;
  /** Full commit id, or null for the working tree and for memory. */
  readonly revision: string | null;
  /** Every file, as `/`-separated paths relative to the root, sorted by code unit. Git's own ignore rules apply. */
  files(): readonly string[];
  /** Whether `file` is one of `files()`. */
  has(file: string): boolean;
  /**
   * The text of `file` without its byte order mark.
   * @throws {SourceError} when the file cannot be read as the text that the repository holds
   */
  read(file: string): string;
  /**
   * A digest of the bytes that `read` decodes (git's blob id): equal in two trees exactly when the bytes are equal.
   * Undefined when there is no such file, or `read` cannot say what is in it.
   */
  digest(file: string): string | undefined;
  /** Where a path leads once the links in it are followed, inside the tree; null where it leads out of it. Absent where there are no links. */
  realPath?(path: string): string | null;
  /** The commit of the submodule that a path lies in, or null. Absent where there are no submodules. */
  submoduleAt?(path: string): string | null;
  /** Loads these files in one go, where reading one by one would be slow. */
  prefetch(files: readonly string[]): void;
}

/** A tree that comes from disk or from git. */
export interface RepositoryTree extends SourceTree {
  /**
   * What the tree names but does not hold, sorted by path: nothing below such a path is in `files()`. Who includes one in
   * the analysis cannot know what is there.
   */
  opaque(): readonly OpaquePath[];
}

/** A path that the tree names but does not hold. */
export interface OpaquePath {
  readonly path: string;
  /** `nested-repository`: a repository inside the working tree that the outer one does not track. */
  readonly kind: 'submodule' | 'nested-repository' | 'link-outside';
  /** Where the link leads, as written; null for the other kinds. */
  readonly target: string | null;
}

/** A tree in which these files are as another tree has them. */
export function overlay(tree: SourceTree, others: ReadonlyMap<string, SourceTree>): SourceTree {
  if (others.size === 0) return tree;
  const from = (file: string): SourceTree => others.get(file) ?? tree;
  return {
    ...tree,
    read: (file) => from(file).read(file),
    digest: (file) => from(file).digest(file),
    prefetch: (files) => tree.prefetch(files.filter((file) => !others.has(file))),
  };
}

/** The text of a file that is looked at for what it may say besides: nothing where it cannot be read, which is nobody's problem then. */
export function readOrNothing(tree: SourceTree, file: string): string {
  try {
    return tree.read(file);
  } catch {
    return '';
  }
}

/** A file or a repository that cannot be read. Ends a command with exit code 2. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** Path relative to the root, or null when it is the repository itself. */
  readonly file: string | null;
  /** What the user can do about it. */
  readonly hint: string | null;
  constructor(message: string, file: string | null = null, hint: string | null = null) {
    super(message);
    this.file = file;
    this.hint = hint;
  }
}

/** A file whose bytes, or whose name's, are not text. */
export class EncodingError extends SourceError {}
