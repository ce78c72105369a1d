import { blobId, decodeRaw, refusePointer, withoutByteOrderMark, type ObjectFormat } from './blob.ts';
import { ABSENT, LINK, openDisk, type Missing } from './disk.ts';
import { runGit } from './git.ts';
import { listFolder, listRepository, type Listing } from './listing.ts';
import { once } from './once.ts';
import { opaquePaths, submoduleAt } from './opaque.ts';
import { demandInside, followLinks, isInside, noSuchFile } from './paths.ts';
import { realFolder } from './real-folder.ts';
import { openRepository, type GitRepository } from './repository.ts';
import { skippedFiles } from './sparse.ts';
import { type RepositoryTree, SourceError } from './tree.ts';

/** How a working tree is opened. */
export interface WorkingTreeOptions {
  /** Whether `read` also keeps the digest of what it read: cheaper than a second reading when a base is to be compared. */
  readonly digests?: boolean;
  /** Where the folder is in no repository, lists its own files alone. Those below are there all the same for who knows their names. */
  readonly isShallow?: boolean;
}

/**
 * Opens the files on disk around `folder`: the whole repository that it is in, or the folder itself when it is in none.
 * @throws {SourceError} when there is no such folder, or git refuses the repository
 */
export function openWorkingTree(
  folder: string,
  options: WorkingTreeOptions = {},
): { readonly tree: RepositoryTree; readonly git: GitRepository | null } {
  const root = realFolder(folder);
  const git = openRepository(root);
  return { tree: workingTree(git?.root ?? root, git, options), git };
}

function workingTree(root: string, git: GitRepository | null, options: WorkingTreeOptions): RepositoryTree {
  const format: ObjectFormat = git?.objectFormat ?? 'sha1';
  const disk = openDisk(root);
  const isShallow = options.isShallow === true && git === null;
  const digests = new Map<string, string>();
  const listing = once((): Listing => (git ? listRepository(git) : listFolder(root, isShallow)));
  const known = once(() => new Set(listing().files));
  const has = (file: string): boolean => known().has(file) || (isShallow && disk.isFile(file));
  const skipped = skippedFiles(git, root, () => listing().skipped);

  // Windows without the right to make links: git writes each as a file that holds its target.
  const linksAreFiles = once(
    () => git !== null && runGit(root, ['config', '--type=bool', '--get', 'core.symlinks']).stdout.toString('utf8').trim() === 'false',
  );
  const linkAt = (path: string): string | undefined => {
    const target = disk.linkAt(path);
    if (target !== undefined || !listing().links.has(path)) return target;
    const bytes = disk.readBytes(path);
    if (bytes === ABSENT) return skipped.read(path).toString('utf8');
    return bytes !== LINK && linksAreFiles() ? bytes.toString('utf8') : undefined;
  };

  // Most files are no links, and the system says so when a link is opened: nothing is looked up before.
  const loadText = (file: string, look?: (bytes: Buffer) => void): string => {
    const readText = (path: string): string | Missing => (look ? disk.readTextOf(path, look) : disk.readText(path));
    let path = file;
    let text = listing().links.has(file) ? LINK : readText(file);
    if (text === LINK) {
      path = demandInside(file, followLinks(file, linkAt), has);
      text = readText(path);
    }
    return typeof text === 'string' ? text : decodeRaw(skipped.read(path), file);
  };
  const loadBytes = (file: string): Buffer | undefined => {
    let path = file;
    let bytes = listing().links.has(file) ? LINK : disk.readBytes(file);
    if (bytes === LINK) {
      const destination = followLinks(file, linkAt);
      if (!isInside(destination, has)) return undefined;
      path = destination.path;
      bytes = disk.readBytes(path);
    }
    return typeof bytes === 'symbol' ? skipped.read(path) : bytes;
  };
  const bytesOrNothing = (file: string): Buffer | undefined => {
    try {
      return loadBytes(file);
    } catch (error) {
      // Whoever reads the file is told why.
      if (error instanceof SourceError) return undefined;
      throw error;
    }
  };

  return {
    root,
    revision: null,
    files: () => listing().files,
    has,
    read(file) {
      if (!has(file)) throw noSuchFile(file);
      const isAsked = options.digests === true && !digests.has(file);
      const note = (content: Buffer | string): void => void digests.set(file, blobId(content, format));
      const raw = loadText(file, isAsked ? note : undefined);
      refusePointer(raw, file);
      // What is not on disk has no bytes that were looked at.
      if (isAsked && !digests.has(file)) note(raw);
      return withoutByteOrderMark(raw);
    },
    digest(file) {
      if (!has(file)) return undefined;
      let digest = digests.get(file);
      if (digest === undefined) {
        const bytes = bytesOrNothing(file);
        if (bytes === undefined) return undefined;
        digest = blobId(bytes, format);
        digests.set(file, digest);
      }
      return digest;
    },
    prefetch: skipped.load,
    realPath(path) {
      const destination = followLinks(path, linkAt);
      return destination.kind === 'inside' ? destination.path : null;
    },
    submoduleAt: (path) => submoduleAt(listing().submodules, path),
    opaque: () => opaquePaths(listing(), [...listing().links, ...listing().untracked], linkAt),
  };
}
