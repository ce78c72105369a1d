import { compileGlob } from '../source/glob.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Document } from './assemble.ts';
import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { entriesOf, itemsOf, nodeAt, type PolicyMap, type PolicyNode, textOf } from './node.ts';

/** So many globs that match no file are looked into: more must not cost more than reading the policy. */
const MAX_IDLE = 100;

/**
 * Globs of files that match none, but are near to: `src` where `src/**` was meant, or in the policy of a folder the path from the root.
 * Hints, since a file of that name may be yet to come.
 */
export function checkFolders(documents: readonly Document[], tree: SourceTree): readonly PolicyDiagnostic[] {
  const files = tree.files();
  let idle = 0;
  return documents.flatMap(({ body, file, folder }) =>
    (file === null ? [] : fileGlobsOf(body)).flatMap((node) => {
      const glob = textOf(node) ?? '';
      if (files.some(matching(folder, glob)) || ++idle > MAX_IDLE) return [];
      if (files.some(matching(folder, `${glob}/**`)))
        return [diagnosticAt(node.at, 'hint', `"${glob}" names a folder, and none of the files in it.`, `Write "${glob}/**".`)];
      const inside = folder !== '' && glob.startsWith(`${folder}/`) ? glob.slice(folder.length + 1) : '';
      if (inside === '') return [];
      return [diagnosticAt(node.at, 'hint', `"${glob}" matches no file: globs are relative to "${folder}" here.`, `Write "${inside}".`)];
    }),
  );
}

function matching(folder: string, pattern: string): (file: string) => boolean {
  const glob = compileGlob(pattern);
  const within = folder === '' ? '' : `${folder}/`;
  return (file) => file.startsWith(within) && glob.matches(file.slice(within.length));
}

function fileGlobsOf(body: PolicyMap): readonly PolicyNode[] {
  const contracts = nodeAt(body, 'contracts');
  const selectors = [...itemsOf(nodeAt(body, 'overrides')), ...itemsOf(nodeAt(body, 'assert'))].map((entry) => nodeAt(entry, 'for'));
  return [
    nodeAt(contracts, 'include'),
    nodeAt(contracts, 'exclude'),
    ...[...entriesOf(nodeAt(contracts, 'catalogs'))].map(([, { value }]) => nodeAt(value, 'files')),
    ...selectors.map((selector) => nodeAt(selector, 'files')),
  ].flatMap(itemsOf);
}
