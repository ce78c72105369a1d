/**
 * A set of source files at one state: the working tree, a git revision, or memory.
 * The rest of the program reads text through this interface only, so that base and head are read by the same code.
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
  /** A digest of the bytes of `file` (git's blob id): equal in two trees exactly when the bytes are equal. Undefined when there is no such file. */
  digest(file: string): string | undefined;
  /** Loads these files in one go, where reading one by one would be slow. */
  prefetch(files: readonly string[]): void;
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
