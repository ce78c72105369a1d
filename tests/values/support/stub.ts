/**
 * What the programs run against: packages by the framework's names, whose define functions note what they are given.
 * `__defined` is the run's list.
 */
const CONTRACTS = `
const noted = new Set();
function note(kind, spec) {
  if (noted.has(spec)) return;
  noted.add(spec);
  __defined.push({ kind, spec });
}
export function defineCommand(spec) {
  note('command', spec);
  const result = { ...spec, meta: { ...spec.meta, kind: 'command' }, policy: { ...spec.policy, idempotent: false } };
  noted.add(result);
  return result;
}
export function defineQuery(spec) {
  note('query', spec);
  const result = { ...spec, meta: { ...spec.meta, kind: 'query' }, policy: { ...spec.policy, idempotent: true } };
  noted.add(result);
  return result;
}
export function defineEvent(spec) {
  note('event', spec);
  return spec;
}
export class EventRegistry {
  constructor(specs = []) {
    specs.forEach((spec) => this.register(spec));
  }
  register(spec) {
    note('event', spec);
    return this;
  }
}
export class OperationSpecRegistry {
  register(spec) {
    note(spec.meta.kind, spec);
    return this;
  }
}
export const installOp = (registry, spec) => registry.register(spec);
export const StabilityEnum = { Idea: 'idea', InCreation: 'in_creation', Experimental: 'experimental', Beta: 'beta', Stable: 'stable', Deprecated: 'deprecated' };
export const OwnersEnum = {
  PlatformCore: 'platform.core', PlatformSigil: 'platform.sigil', PlatformMarketplace: 'platform.marketplace', PlatformMessaging: 'platform.messaging',
  PlatformContent: 'platform.content', PlatformFeatureFlags: 'platform.featureflags', PlatformFinance: 'platform.finance',
};
export const TagsEnum = { Auth: 'auth', Docs: 'docs', Guide: 'guide' };
`;

const SCHEMA = `
export class SchemaModel {
  constructor(config) { this.config = config; }
}
export const defineSchemaModel = (config) => new SchemaModel(config);
export class EnumType {
  constructor(name, values) { this.enumName = name; this.values = values; }
}
export const defineEnum = (name, values) => new EnumType(name, values);
const scalar = (name) => () => ({ scalar: name });
export const ScalarTypeEnum = { String_unsecure: scalar('String_unsecure'), ID: scalar('ID'), Boolean: scalar('Boolean'), Int_unsecure: scalar('Int_unsecure') };
`;

const manifest = (name: string): string =>
  JSON.stringify({ name, type: 'module', exports: { '.': './index.js', './operations': './index.js', './events': './index.js' } });

/** The packages' files below a `node_modules` folder. */
export const STUB_FILES: Readonly<Record<string, string>> = {
  '@lssm-tech/lib.contracts-spec/package.json': manifest('@lssm-tech/lib.contracts-spec'),
  '@lssm-tech/lib.contracts-spec/index.js': `export * from '@lssm-tech/lib.schema';\n${CONTRACTS}`,
  '@lssm-tech/lib.schema/package.json': manifest('@lssm-tech/lib.schema'),
  '@lssm-tech/lib.schema/index.js': SCHEMA,
  // Another library with functions of the same names: what it defines is no contract.
  'citty/package.json': manifest('citty'),
  'citty/index.js': 'export const defineCommand = (command) => command;\nexport const defineEvent = (event) => event;',
  // A package whose code the reader does not have.
  'outside/package.json': manifest('outside'),
  'outside/index.js': `
export const OWNER = '@outside';
export const owners = () => ['@outside'];
export const change = (value) => { value.push('changed'); };
export const identity = (value) => value;
export default 'outside';
`,
};
