import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Contract } from '../../contracts/contract.ts';
import { compileGlob, compileGlobs, globProblem } from '../../source/glob.ts';
import type { SourceTree } from '../../source/tree.ts';
import { listText, type Section } from './write.ts';

const require = createRequire(import.meta.url);

/**
 * Catalogues from the workspace's globs: examples stand each for itself, everything else is one product. Without examples the whole repository is one
 * catalogue, which needs no saying.
 */
export function inferCatalogs(contracts: readonly Contract[], tree: SourceTree): Section {
  const globs = workspaceGlobs(tree).filter((glob) => globProblem(glob) === null);
  const used = globs
    .map((glob) => `${glob.replace(/\/+$/, '')}/**`)
    .filter((glob) => {
      const { matches } = compileGlob(glob);
      return contracts.some(({ file }) => matches(file));
    });
  const examples = used.filter(isExample);
  const product = used.filter((glob) => !isExample(glob));
  if (examples.length === 0 || product.length === 0) return { name: 'contracts', lines: [], comments: [] };
  const catalogs = [`  product: { files: ${listText(product)} }`, `  example: { files: ${listText(examples)}, each: package }`];
  // A file is in the first catalogue that has it: `packages/*/**` is about examples as well.
  const [isProduct, isOfExample] = [compileGlobs(product), compileGlobs(examples)];
  const isOverlapping = contracts.some(({ file }) => isProduct(file) && isOfExample(file));
  return {
    name: 'contracts',
    lines: ['catalogs:', ...(isOverlapping ? catalogs.toReversed() : catalogs)],
    comments: ['Keys are unique inside a catalogue; each package of examples is one of its own.'],
  };
}

function isExample(glob: string): boolean {
  return /(?:^|\/)(?:examples?|samples?|demos?|templates?)(?:\/|$)/.test(glob);
}

/** `workspaces` of the root's package.json, or `packages` of pnpm-workspace.yaml, without exclusions. */
function workspaceGlobs(tree: SourceTree): readonly string[] {
  const manifest = readData(tree, 'package.json', JSON.parse);
  const workspaces = fieldOf(manifest, 'workspaces');
  const listed = [...textsIn(workspaces), ...textsIn(fieldOf(workspaces, 'packages'))];
  const pnpm = readData(tree, 'pnpm-workspace.yaml', (text) => (require('yaml') as typeof Yaml).parse(text, { maxAliasCount: 0 }));
  return [...new Set([...listed, ...textsIn(fieldOf(pnpm, 'packages'))])]
    .filter((glob) => !glob.startsWith('!'))
    .map((glob) => glob.replace(/^\.\//, ''));
}

function readData(tree: SourceTree, file: string, parse: (text: string) => unknown): unknown {
  if (!tree.has(file)) return null;
  try {
    return parse(tree.read(file));
  } catch {
    // A file that its own tool cannot read tells nothing about catalogues.
    return null;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
