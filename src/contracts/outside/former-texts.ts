import { addTo } from '../../source/groups.ts';
import { once } from '../../source/once.ts';
import { readOrNothing, type SourceTree } from '../../source/tree.ts';
import { stemOfFile } from '../search/import-names.ts';

/** What another tree has in the stead of files: these themselves, and those from which their exports have moved. */
export interface Former {
  /** The file itself, of the same name. */
  textOf(file: string): string | null;
  /** Those from which what a file exports, and did not export there, may have come. */
  textsBehind(file: string, text: string): readonly string[];
}

/** Declarations and lists that are exported, in modules and in CommonJS: not what is passed on from another file. */
const EXPORTED =
  /\bexport\s+(?:declare\s+|abstract\s+|async\s+)*(?:(default)\b|(?:function\s*\*?|class|const|let|var|enum|namespace)\s+([\w$]+|\{[^{}=]*\}))|\b(?:export|module\.exports\s*=)\s*\{([^{}]*)\}(?!\s*from\b)|\bexports\.([\w$]+)\s*=/g;

/**
 * @param tree the other one
 * @param differing its files that are not there, or have another text, in the tree that is asked about
 */
export function createFormer(tree: SourceTree, differing: readonly string[]): Former {
  const byExport = once(() => {
    const files = new Map<string, string[]>();
    for (const file of differing) for (const name of exportedBy(file, readOrNothing(tree, file))) addTo(files, name, file);
    return files;
  });
  const textOf = (file: string): string | null => (tree.has(file) ? readOrNothing(tree, file) : null);
  return {
    textOf,
    textsBehind(file, text) {
      const kept = exportedBy(file, textOf(file) ?? '');
      const moved = [...exportedBy(file, text)].filter((name) => !kept.has(name));
      const files = new Set(moved.flatMap((name) => byExport().get(name) ?? []));
      return [...files].filter((other) => other !== file).map((other) => readOrNothing(tree, other));
    },
  };
}

/** The names of exports, and of a default one that of the file. */
function exportedBy(file: string, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, byDefault, declared = '', list = '', property] of text.matchAll(EXPORTED)) {
    if (byDefault !== undefined) names.add(`default ${stemOfFile(file)}`);
    if (property !== undefined) names.add(property);
    for (const item of `${declared.replace(/[{}]/g, '')},${list}`.split(',')) {
      const name = /([\w$]+)\s*$/.exec(item)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}
