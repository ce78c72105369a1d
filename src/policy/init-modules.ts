import type { Contract } from '../contracts/contract.ts';
import type { SourceTree } from '../source/tree.ts';
import { presets } from './presets.generated.ts';
import { listText, type Section } from './init-write.ts';

const named = /import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^{}]*\bdefine(?:Command|Query|Event)\b[^{}]*)\}\s*from\s*['"]([^'"\n]+)['"]/g;
const namespace = /import\s+\*\s+as\s+[\w$]+\s+from\s*['"]([^'"\n]+)['"]/g;

/** The packages that contracts take their define functions from, and packages that offer functions of the same names. */
export function inferModules(contracts: readonly Contract[], tree: SourceTree): Section {
  const known = knownModules();
  const files = new Set(contracts.map(({ file }) => file));
  const used = new Set<string>();
  const offered = new Map<string, number>();
  for (const file of tree.files()) {
    if (!/\.[cm]?[jt]sx?$/.test(file)) continue;
    const text = readOrNothing(tree, file);
    if (!/define(?:Command|Query|Event)/.test(text)) continue;
    for (const name of importedFrom(text)) {
      if (known.includes(name)) used.add(name);
      else if (!files.has(file)) offered.set(name, (offered.get(name) ?? 0) + 1);
    }
  }
  // Inside of the framework's own repository the package is imported by relative paths.
  for (const contract of contracts) if (contract.package !== null && known.includes(contract.package)) used.add(contract.package);
  const modules = known.filter((name) => used.has(name));
  return {
    name: 'contracts',
    lines: modules.length === 0 || modules.length === known.length ? [] : [`modules: ${listText(modules)}`],
    comments: [...offered]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, count]) =>
          `? Do the define functions of "${name}" make contracts (${count} ${count === 1 ? 'file' : 'files'})? Then add it to contracts.modules.`,
      ),
  };
}

function knownModules(): readonly string[] {
  // The preset is data of our own, checked against the schema in tests.
  const preset = presets.get('recommended') as { readonly contracts: { readonly modules: readonly string[] } };
  return preset.contracts.modules;
}

function readOrNothing(tree: SourceTree, file: string): string {
  try {
    return tree.read(file);
  } catch {
    // What cannot be read is told by `check`.
    return '';
  }
}

/** Names of packages; relative paths are none. */
function importedFrom(text: string): readonly string[] {
  const specifiers = [
    ...[...text.matchAll(named)].map((match) => match[2] ?? ''),
    ...[...text.matchAll(namespace)].flatMap((match) => (isKnownPackage(match[1] ?? '') ? (match[1] ?? '') : [])),
  ];
  return [...new Set(specifiers.filter((specifier) => !/^[./#~]|^@\//.test(specifier)).map(packageOf))];
}

/** A namespace says nothing about which functions are used; it counts for the framework alone. */
function isKnownPackage(specifier: string): boolean {
  return knownModules().includes(packageOf(specifier));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
