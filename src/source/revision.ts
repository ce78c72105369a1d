import { isUtf8 } from 'node:buffer';
import { convertedFiles, hasLocalConversion, mentionsConversion } from './attributes.ts';
import { decodeRaw, refusePointer, withoutByteOrderMark } from './blob.ts';
import { gitFailure, runGit, splitNul } from './git.ts';
import { missingContent, readBlobs } from './objects.ts';
import { once } from './once.ts';
import { opaquePaths, submoduleAt } from './opaque.ts';
import { compareCodeUnits, demandInside, followLinks, garbledName, isGarbled, isInside, noSuchFile } from './paths.ts';
import { filesOf } from './questions.ts';
import { isPartialClone, type GitRepository } from './repository.ts';
import { resolveCommit } from './resolve-commit.ts';
import { SourceError, type RepositoryTree, type SourceTree } from './tree.ts';

/** What a commit's tree names. */
interface Entries {
  readonly files: readonly string[];
  /** File or link → its blob. */
  readonly blobs: ReadonlyMap<string, string>;
  readonly links: readonly string[];
  readonly submodules: ReadonlyMap<string, string>;
  readonly hasGarbledNames: boolean;
}

/**
 * Opens the files of a revision, read from git's objects: no checkout, and neither index nor working tree is touched.
 * @param overlay a tree whose text is taken where its digest is equal, so that what this costs grows with the difference
 * @throws {SourceError} when there is no such commit
 */
export function openRevision(git: GitRepository, rev: string, overlay?: SourceTree): RepositoryTree {
  return openCommit(git, resolveCommit(git, rev), overlay);
}

/** As `openRevision`, of a commit that is known to be there, by its full id. */
export function openCommit(git: GitRepository, commit: string, overlay?: SourceTree): RepositoryTree {
  const entries = once(() => listCommit(git, commit));
  const loaded = new Map<string, Buffer>();
  const has = (file: string): boolean => entries().blobs.has(file);

  const load = (ids: readonly string[]): void => {
    const wanted = new Set(ids.filter((id) => !loaded.has(id)));
    for (const [id, blob] of readBlobs(git, [...wanted])) loaded.set(id, blob);
  };
  const bytesOf = (id: string, file: string): Buffer => {
    load([id]);
    const bytes = loaded.get(id);
    if (!bytes) throw missingContent(git, file);
    return bytes;
  };

  const attributeIds = once((): readonly string[] =>
    entries()
      .files.filter((file) => file === '.gitattributes' || file.endsWith('/.gitattributes'))
      .flatMap((file) => entries().blobs.get(file) ?? []),
  );
  const linkIds = once((): ReadonlyMap<string, string> => {
    const ids = new Map(entries().links.map((link) => [link, entries().blobs.get(link) ?? '']));
    // Both are needed before anything else is read.
    load([...ids.values(), ...attributeIds()]);
    return ids;
  });
  const linkAt = (path: string): string | undefined => {
    const id = linkIds().get(path);
    return id === undefined ? undefined : bytesOf(id, path).toString('utf8');
  };
  const blobOf = (file: string): string | undefined => {
    if (!has(file)) return undefined;
    if (!linkIds().has(file)) return entries().blobs.get(file);
    const destination = followLinks(file, linkAt);
    return isInside(destination, has) ? entries().blobs.get(destination.path) : undefined;
  };

  const converted = once((): ReadonlyMap<string, string> => {
    const ids = attributeIds();
    load(ids);
    const isConverting = ids.some((id) => mentionsConversion(bytesOf(id, '.gitattributes').toString('utf8'))) || hasLocalConversion(git);
    return isConverting ? convertedFiles(git, commit, entries().files) : new Map();
  });
  const refuseConverted = (file: string): void => {
    const attribute = converted().get(file);
    if (attribute === undefined) return;
    throw new SourceError(
      `"${file}" has the attribute "${attribute}" at ${commit.slice(0, 10)}, so what git stores is not the file's text.`,
      file,
      'Take source files out of that pattern in .gitattributes, or exclude the file in the policy.',
    );
  };

  return {
    root: git.root,
    revision: commit,
    files: () => entries().files,
    has,
    read(file) {
      if (!has(file)) throw noSuchFile(file);
      if (entries().hasGarbledNames && isGarbled(file)) throw garbledName(file);
      const path = linkIds().has(file) ? demandInside(file, followLinks(file, linkAt), has) : file;
      refuseConverted(path);
      const id = entries().blobs.get(path) ?? '';
      if (!loaded.has(id) && overlay?.digest(file) === id) return overlay.read(file);
      const raw = decodeRaw(bytesOf(id, file), file);
      refusePointer(raw, file);
      return withoutByteOrderMark(raw);
    },
    digest: blobOf,
    prefetch(files) {
      load(
        files.flatMap((file) => {
          const id = blobOf(file);
          return id === undefined || overlay?.digest(file) === id ? [] : id;
        }),
      );
    },
    realPath(path) {
      const destination = followLinks(path, linkAt);
      return destination.kind === 'inside' ? destination.path : null;
    },
    submoduleAt: (path) => submoduleAt(entries().submodules, path),
    opaque: () => opaquePaths({ submodules: entries().submodules, nestedRepositories: [] }, entries().links, linkAt),
  };
}

function listCommit(git: GitRepository, commit: string): Entries {
  const args = filesOf(commit);
  const output = runGit(git.root, args);
  if (output.status !== 0) throw isPartialClone(git) ? missingContent(git, null) : gitFailure(args, output);
  const blobs = new Map<string, string>();
  const links: string[] = [];
  const submodules = new Map<string, string>();
  for (const entry of splitNul(output.stdout)) {
    // `<mode> <type> <object id>\t<path>`
    const tab = entry.indexOf('\t');
    const path = entry.slice(tab + 1);
    if (entry.startsWith('160000')) {
      submodules.set(path, entry.slice(entry.lastIndexOf(' ', tab) + 1, tab));
      continue;
    }
    blobs.set(path, entry.slice(entry.lastIndexOf(' ', tab) + 1, tab));
    if (entry.startsWith('120000')) links.push(path);
  }
  const hasGarbledNames = !isUtf8(output.stdout);
  return { files: [...blobs.keys()].sort(compareCodeUnits), blobs, links, submodules, hasGarbledNames };
}
