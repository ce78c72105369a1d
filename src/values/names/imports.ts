import { isRequire } from '../../modules/common-js.ts';
import { importedTypeOf, importOf } from '../../modules/import-sources.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { AskedVersion } from '../../modules/resolution/packages.ts';
import type { Span } from '../../source/span.ts';
import { unreadable, type Evaluation } from '../evaluation.ts';
import { saysNothing, unknown, type StaticValue } from '../value.ts';
import { asGivenInCircle } from './circles.ts';
import { spanOf, type Environment } from './environment.ts';
import { mayBeChangedByUses } from './names.ts';
import { commonJsMember, jsonModule, namespaceOf } from './whole-modules.ts';

/** The value of a name that an import declaration binds. */
export function valueOfImport(evaluation: Evaluation, local: string, environment: Environment, identifier: AnyNode): StaticValue {
  const source = importOf(environment.module, local);
  if (!source) return unreadable(evaluation, 'unresolved-import', identifier, environment, local);
  return importedValue(evaluation, source.source, source.name, environment, identifier);
}

/** `require('./x')`, where `require` is Node's. */
export function requiredModule(evaluation: Evaluation, node: AnyNode, callee: AnyNode, environment: Environment): StaticValue | undefined {
  const isOwn = callee.type === 'Identifier' && callee['name'] === 'require' && !evaluation.valueOfName('require', environment, null);
  if (!isOwn && !isRequire(node, environment.scope)) return undefined;
  const [argument] = node['arguments'] as AnyNode[];
  const specifier = argument ? evaluation.evaluate(argument, environment) : undefined;
  if (specifier?.kind !== 'literal' || typeof specifier.value !== 'string') return undefined;
  return importedValue(evaluation, specifier.value, null, environment, node);
}

/** The value of an import; `name` null asks for the namespace. */
export function importedValue(
  evaluation: Evaluation,
  specifier: string,
  name: string | null,
  environment: Environment,
  node: AnyNode,
): StaticValue {
  const span = spanOf(node, environment);
  const { name: packageName, subpath: written } = evaluation.graph.resolver.named(specifier, environment.module.file);
  const version = versionFor(evaluation, packageName, environment.module.file, specifier);
  const subpath = evaluation.libraries.ofVersion(packageName, written, version);
  const known = name === null ? undefined : evaluation.libraries.exported(packageName, subpath, name);
  if (known) return known;
  const resolution = evaluation.graph.resolve(specifier, environment.module.file);
  if (resolution.kind === 'ambiguous') return unreadable(evaluation, 'ambiguous', node, environment, `"${specifier}"`);
  if (resolution.kind !== 'file')
    return (
      evaluation.libraries.published(packageName, subpath, name ?? '*') ??
      unreadable(evaluation, 'unresolved-import', node, environment, `"${specifier}"${otherVersion(evaluation, packageName, version)}`)
    );
  const found = name === null ? namespaceOf(evaluation, resolution.file, span) : exportedValue(evaluation, resolution.file, name, span);
  const value = asGivenInCircle(evaluation.graph, resolution.file, name, found, environment.module, span);
  evaluation.changes.noteImport(environment.module.file, resolution.file, name);
  if (value.kind === 'unknown' && !evaluation.sources.has(value)) evaluation.sources.set(value, { node, environment });
  return value;
}

/** The version of a package that a file gets. Whoever asks for it depends on it as on where the import leads. */
function versionFor({ graph }: Evaluation, packageName: string, file: string, specifier: string = packageName): AskedVersion {
  const version = graph.resolver.versionOf(packageName, file);
  return {
    range() {
      graph.resolve(specifier, file);
      return version.range();
    },
    locked: version.locked,
    patches: version.patches,
  };
}

/** Words for a package of the workspace that is asked for in a version which it is not. */
function otherVersion({ graph }: Evaluation, packageName: string, asked: AskedVersion): string {
  const version = graph.resolver.workspacePackages(packageName)[0]?.manifest['version'];
  const range = typeof version === 'string' ? asked.range() : null;
  return range === null ? '' : ` (asked for as ${range}, which version ${String(version)} of the workspace is not)`;
}

/** What a module exports under a name. */
export function exportedValue(evaluation: Evaluation, file: string, name: string, at: Span): StaticValue {
  const key = `${name}\0${file}`;
  const known = evaluation.imported.get(key);
  if (known) return known;
  const value = findExportedValue(evaluation, file, name, at);
  // What is unknown is told anew for each place that asks.
  if (value.kind !== 'unknown') evaluation.imported.set(key, value);
  return value;
}

function findExportedValue(evaluation: Evaluation, file: string, name: string, at: Span): StaticValue {
  const search = evaluation.graph.findExport(file, name);
  switch (search.kind) {
    case 'ambiguous':
      return unknown('ambiguous', at, name);
    case 'unparsed':
      return unknown('unresolved-import', at, `"${name}" of ${saysNothing(search.file, search.unread)}`);
    case 'json':
      return jsonModule(evaluation, search.file, search.name, at);
    case 'missing':
      if (evaluation.graph.loaded(file)?.changesExports) return unknown('mutated', at, file);
      if (name === 'default' && evaluation.graph.loaded(file)?.isCommonJs) return namespaceOf(evaluation, file, at);
      return commonJsMember(evaluation, file, name, at) ?? unknown('unresolved-import', at, `"${name}" of ${file}`);
    case 'package': {
      const { package: packageName, from } = search;
      const version = versionFor(evaluation, packageName, from);
      const subpath = evaluation.libraries.ofVersion(packageName, search.subpath, version);
      return (
        evaluation.libraries.exported(packageName, subpath, search.name) ??
        evaluation.libraries.published(packageName, subpath, search.name) ??
        unknown('unresolved-import', at, `"${search.name}" of "${packageName}"${otherVersion(evaluation, packageName, version)}`)
      );
    }
    case 'found': {
      const { module, entry } = search;
      if (module.changesExports) return unknown('mutated', at, module.file);
      // Also where the framework's own code has it from a package that is not known by its name.
      for (const place of new Set([module.file, file])) {
        const packageName = evaluation.graph.resolver.packageOf(place)?.name;
        const isLibrary = packageName !== undefined && packageName !== null && evaluation.libraries.isKnown(packageName);
        const known = isLibrary ? evaluation.libraries.exported(packageName, '.', search.name) : undefined;
        if (known) return known;
      }
      const environment = evaluation.environmentOf(module, module.analysis.root);
      if (entry.kind === 'expression') {
        const value = evaluation.evaluate(entry.node, environment);
        const isChanged =
          entry.uses && mayBeChangedByUses(evaluation, value, { scope: module.analysis.root, uses: entry.uses }, environment);
        return isChanged ? unknown('mutated', at, name) : value;
      }
      if (entry.kind === 'namespace') return importedValue(evaluation, entry.source, null, environment, module.program);
      if (entry.kind === 'local')
        return evaluation.valueOfName(entry.name, environment, null) ?? unknown('unresolved-import', at, `"${name}" of ${file}`);
      return unknown('unresolved-import', at, `"${name}" of ${file}`);
    }
  }
}

/** Whether an import leads to code of the repository, and not to what is known of a library. */
export function leadsToCode(evaluation: Evaluation, local: string, module: Module): boolean {
  const source = importOf(module, local) ?? importedTypeOf(module, local);
  if (!source) return false;
  const { name: packageName, subpath } = evaluation.graph.resolver.named(source.source, module.file);
  if (source.name !== null && evaluation.libraries.exported(packageName, subpath, source.name)) return false;
  const resolution = evaluation.graph.resolve(source.source, module.file);
  if (resolution.kind !== 'file') return false;
  const own = evaluation.graph.resolver.packageOf(resolution.file)?.name;
  return !own || source.name === null || !evaluation.libraries.isKnown(own) || !evaluation.libraries.exported(own, '.', source.name);
}

/** Whether an import leads to a file of the package that the module belongs to: packages do not import one another in turn. */
export function leadsToOwnPackage({ graph }: Evaluation, local: string, module: Module): boolean {
  const source = importOf(module, local);
  const resolution = source && graph.resolve(source.source, module.file);
  return resolution?.kind === 'file' && graph.resolver.packageOf(resolution.file) === graph.resolver.packageOf(module.file);
}
