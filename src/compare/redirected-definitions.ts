import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { createGraph, loadQuietly } from '../modules/graph.ts';
import { childNodes } from '../modules/nodes.ts';
import { resolverOf, targetFile } from '../modules/resolution/resolve.ts';
import { specifiersIn } from '../modules/specifiers.ts';
import { memoize } from '../source/memoize.ts';
import { once } from '../source/once.ts';
import { readOrNothing } from '../source/tree.ts';
import { createDigests } from '../values/code/digest.ts';
import { createReplacements } from './redirected-library.ts';

/** What stands in the place of the contracts package for a contract, at each side: empty where it is the package itself. */
export interface Redirection {
  readonly before: string;
  readonly after: string;
}

/** Tells whether other code than before may define a contract: the imports of the contracts package lead elsewhere, or to what has changed. */
export type RedirectionOf = (base: Contract, head: Contract) => Redirection | null;

/** What an import leads to, and what that does. */
interface StandIn {
  readonly told: string;
  readonly code: string;
}

interface Side {
  /** Whether the contracts package is one of the workspace, as in the framework's own repository: there it is what it is. */
  readonly hasOwn: boolean;
  of(contract: Contract): readonly StandIn[];
}

/** @param modules the packages that define functions come from */
export function createRedirectionOf(base: Inventory, head: Inventory, modules: readonly string[]): RedirectionOf {
  if (base.tree === head.tree || base.tree.files().length === 0) return () => null;
  const specifiers = memoize((text: string) => (modules.some((name) => text.includes(name)) ? specifiersIn(text) : []));
  const sides = once(() => [base, head].map((inventory) => sideOf(inventory, modules, specifiers)) as [Side, Side]);
  return (was, is) => {
    const [before, after] = sides();
    const isOwn = before.hasOwn && after.hasOwn;
    const counts = ({ code }: StandIn): boolean => !(isOwn && code === OWN);
    const [former, now] = [before.of(was).filter(counts), after.of(is).filter(counts)];
    const joined = (all: readonly StandIn[], part: keyof StandIn): string => [...new Set(all.map((one) => one[part]))].sort().join(', ');
    return joined(former, 'code') === joined(now, 'code') ? null : { before: joined(former, 'told'), after: joined(now, 'told') };
  };
}

/** The code of a package that the repository has as a part of the workspace. */
const OWN = 'workspace';

function sideOf({ tree }: Inventory, modules: readonly string[], specifiersOf: (text: string) => readonly string[]): Side {
  const resolver = resolverOf(tree);
  const replaced = createReplacements(tree, new Set(modules));
  const isOwn = (file: string): boolean => {
    const name = resolver.packageOf(file)?.name;
    return name != null && modules.includes(name) && resolver.workspacePackages(name).length > 0;
  };
  const digests = once(() => {
    const graph = createGraph(tree, { resolver, load: () => undefined });
    return { graph, digests: createDigests(graph, { versionKey: () => '' }, () => '', 0) };
  });

  /** What a file does, with all that it imports. */
  const codeOf = memoize((start: string): string => {
    const { graph, digests: code } = digests();
    const reached = new Set([start]);
    const texts: string[] = [];
    for (const file of reached) {
      const module = loadQuietly(graph, file);
      texts.push(module ? code.ofStatements(childNodes(module.program), module) : (tree.digest(file) ?? ''));
      for (const specifier of specifiersIn(readOrNothing(tree, file))) {
        const target = targetFile(resolver, specifier, file);
        if (target !== null) reached.add(target);
      }
    }
    return texts.join('\n');
  });

  function standIns(specifier: string, file: string): readonly StandIn[] {
    const name = modules.find((one) => specifier === one || specifier.startsWith(`${one}/`));
    if (name === undefined) return [];
    const resolution = resolver.resolve(specifier, file);
    if (resolution.kind === 'package') return replaced(name, file).map((text) => ({ told: specifier, code: text }));
    const files = resolution.kind === 'file' ? [resolution.file] : resolution.kind === 'ambiguous' ? resolution.files : [];
    return files.map((target) => ({ told: target, code: isOwn(target) ? OWN : codeOf(target) }));
  }

  const inFile = memoize((file: string) => specifiersOf(readOrNothing(tree, file)).flatMap((specifier) => standIns(specifier, file)));
  return {
    hasOwn: modules.some((name) => resolver.workspacePackages(name).length > 0),
    of: ({ file, dependencies }) => [...new Set([file, ...dependencies])].flatMap(inFile),
  };
}
