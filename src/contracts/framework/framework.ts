import { compatibleSince } from '../../source/semver.ts';
import { NOWHERE } from '../../source/span.ts';
import type { Libraries } from '../../values/evaluation.ts';
import { native, unknown, type ObjectValue, type Property, type StaticValue } from '../../values/value.ts';
import { defineFunction, type EventsByMeta } from '../define-functions.ts';
import { INSTALL, installFunction, REGISTRIES, registryClass } from '../registries/registry-values.ts';
import { resourceExports } from '../schema/resource.ts';
import { schemaLibraryExports } from '../schema/schema-library.ts';
import { zodNamespace } from '../schema/zod/namespace.ts';
import { frameworkEnums } from './enums.ts';
import { DEFINE_FUNCTIONS, isOfFramework, schemaModules } from './names.ts';
import { fieldNames } from './known-fields.ts';
import { resultExports } from './results.ts';
import { specExports } from './specs.ts';
import { ZOD_VERSIONS, zodVersion } from './zod-version.ts';

/**
 * The framework, its schema library and Zod, as far as contracts are written with them.
 * @param replaced functions of JavaScript's own that code replaces, by their paths
 */
export function createLibraries(modules: readonly string[], eventsByMeta: EventsByMeta, replaced: ReadonlySet<string>): Libraries {
  const contractModules = new Set(modules);
  const schemaNames = schemaModules(modules);
  const schemaExports = schemaLibraryExports(NOWHERE);
  const contractExports = new Map<string, StaticValue>(schemaExports);
  for (const [name, value] of resourceExports(NOWHERE)) contractExports.set(name, value);
  for (const [name, kind] of DEFINE_FUNCTIONS) contractExports.set(name, native(defineFunction(name, kind, eventsByMeta), NOWHERE));
  for (const [name, kind] of REGISTRIES) contractExports.set(name, registryClass(name, kind, NOWHERE));
  contractExports.set(INSTALL, installFunction(NOWHERE));
  const fromItsCode = new Map([...frameworkEnums(), ...resultExports(), ...specExports()]);

  function zodExport(subpath: string, name: string): StaticValue | undefined {
    const namespace = zodNamespace(
      NOWHERE,
      ZOD_VERSIONS.find((version) => subpath === `./v${version}`),
    );
    if (name === 'z' || name === 'default' || name === '*') return namespace;
    return namespace.kind === 'native' ? namespace.native.get?.(name, NOWHERE) : undefined;
  }

  return {
    ofVersion: (packageName, subpath, version) => (packageName === 'zod' ? `./v${zodVersion(subpath, version)}` : subpath),
    versionKey(packageName, version, isCompatible = false) {
      if (packageName === 'zod') return zodVersion('.', version) === 3 ? '3' : '';
      if (contractModules.has(packageName) || schemaNames.has(packageName)) return '';
      const [range, locked] = [version.range() ?? '', version.locked() ?? ''];
      const asked = isCompatible ? [compatibleSince(locked || range)] : [range, locked];
      return [...asked, ...version.patches()].join(' ');
    },
    replaced,
    isField: (name) => fieldNames.has(name),
    isTrusted: (packageName) => contractModules.has(packageName) || schemaNames.has(packageName) || isOfFramework(packageName),
    isKnown: (packageName) => contractModules.has(packageName) || schemaNames.has(packageName),
    exported(packageName, subpath, name) {
      if (packageName === 'zod') return zodExport(subpath, name);
      if (schemaNames.has(packageName)) return schemaExports.get(name);
      return contractModules.has(packageName) ? contractExports.get(name) : undefined;
    },
    published(packageName, subpath, name) {
      if (packageName === 'zod') return zodExport(subpath, name);
      // Neither has a default export: where one is imported, it is the whole, as compilers to CommonJS give it.
      const isWhole = name === '*' || name === 'default';
      if (schemaNames.has(packageName)) return isWhole ? namespace(schemaExports, packageName) : undefined;
      if (!contractModules.has(packageName)) return undefined;
      return isWhole ? namespace(new Map([...contractExports, ...fromItsCode]), packageName) : fromItsCode.get(name);
    },
  };
}

function namespace(exports: ReadonlyMap<string, StaticValue>, packageName: string): ObjectValue {
  const properties = new Map<string, Property>();
  for (const [name, value] of exports) properties.set(name, { key: NOWHERE, span: NOWHERE, value });
  return { kind: 'object', properties, open: unknown('unresolved-import', NOWHERE, `"${packageName}"`), span: NOWHERE };
}
