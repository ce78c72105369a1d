import { readOrNothing, type SourceTree } from '../source/tree.ts';
import { presets } from './presets.generated.ts';

const NAMED = /import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^{}]*\bdefine(?:Command|Query|Event)\b[^{}]*)\}\s*from\s*['"]([^'"\n]+)['"]/g;
const NAMESPACE = /import\s+\*\s+as\s+[\w$]+\s+from\s*['"]([^'"\n]+)['"]/g;

/** A file's import of define functions from a package. */
export interface DefineImport {
  readonly file: string;
  readonly module: string;
  /** The functions that it names: none of a whole namespace. */
  readonly functions: readonly string[];
}

/**
 * Imports of functions named as the define functions are, as a search of the text finds them; relative paths are not looked at.
 * @param known packages of which a namespace counts, which says nothing about the functions that are used
 */
export function defineImports(tree: SourceTree, known: readonly string[]): readonly DefineImport[] {
  return tree.files().flatMap((file) => {
    if (!/\.[cm]?[jt]sx?$/.test(file)) return [];
    // What cannot be read is told by `check`.
    const text = readOrNothing(tree, file);
    if (!/define(?:Command|Query|Event)/.test(text)) return [];
    const ofNames = [...text.matchAll(NAMED)].map(([, names = '', specifier = '']) => ({
      specifier,
      functions: names.match(/\bdefine(?:Command|Query|Event)\b/g) ?? [],
    }));
    const ofWhole = [...text.matchAll(NAMESPACE)].map(([, specifier = '']) => ({ specifier, functions: [] }));
    return [...ofNames, ...ofWhole.filter(({ specifier }) => known.includes(packageOf(specifier)))]
      .filter(({ specifier }) => !/^[./#~]|^@\//.test(specifier))
      .map(({ specifier, functions }) => ({ file, module: packageOf(specifier), functions }));
  });
}

/** Packages that look like the framework under another name: more than one of its functions is imported from them. */
export function likelyForks(imports: readonly DefineImport[], known: readonly string[]): readonly string[] {
  const functions = new Map<string, Set<string>>();
  for (const { module, functions: names } of imports) {
    const seen = functions.get(module) ?? new Set();
    for (const name of names) seen.add(name);
    functions.set(module, seen);
  }
  return [...functions].flatMap(([module, names]) => (names.size > 1 && !known.includes(module) ? module : [])).sort();
}

// The preset is data of our own, checked against the schema in tests.
const { contracts } = presets.get('recommended') as {
  readonly contracts: { readonly modules: readonly string[]; readonly include: readonly [string] };
};

/** The framework's package by all its names. */
export function frameworkModules(): readonly string[] {
  return contracts.modules;
}

/** The endings of files that may hold contracts, as a part of a glob. */
export const CODE_ENDINGS: string = contracts.include[0].replace('**/*', '');

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
