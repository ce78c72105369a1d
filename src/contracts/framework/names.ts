import type { ContractKind } from '../contract.ts';

/** Names of the framework's schema library over time. */
const SCHEMA_MODULES: readonly string[] = ['@lssm-tech/lib.schema', '@contractspec/lib.schema', '@lssm/lib.schema'];

/**
 * The names of the schema library: a fork of the framework has it under the name that its contracts package has, or the policy names it
 * beside that one.
 * @param modules the packages that define functions come from
 */
export function schemaModules(modules: readonly string[]): ReadonlySet<string> {
  const siblings = modules.flatMap((name) => (CONTRACTS_PACKAGE.test(name) ? name.replace(CONTRACTS_PACKAGE, 'schema') : []));
  return new Set([...SCHEMA_MODULES, ...siblings, ...modules.filter((name) => SCHEMA_PACKAGE.test(name))]);
}

/** Whether a package is one of the framework's libraries, by its name: they take specs, and leave them as they are. */
export function isOfFramework(packageName: string): boolean {
  return FRAMEWORK_LIBRARY.test(packageName);
}

const FRAMEWORK_LIBRARY = /^@(?:lssm-tech|contractspec|lssm)\/lib\./;

/** `lib.contracts-spec`, beside which there is `lib.schema`. */
const CONTRACTS_PACKAGE = /(?<![a-z])contracts(?:-spec)?$/;

const SCHEMA_PACKAGE = /(?<![a-z])schemas?$/;

/** The name of a type of contracts, of a regular expression. */
export const SPEC_TYPE: string = String.raw`\b(?:Any)?(?:EventSpec|OperationSpec)\b`;

/** A define function's name in a text. */
export const DEFINE_TEXT: RegExp = /define(?:Command|Query|Event)(?![A-Za-z0-9_$])/;

/** The functions that make a contract of their argument. */
export const DEFINE_FUNCTIONS: ReadonlyMap<string, ContractKind> = new Map<string, ContractKind>([
  ['defineCommand', 'command'],
  ['defineQuery', 'query'],
  ['defineEvent', 'event'],
]);
