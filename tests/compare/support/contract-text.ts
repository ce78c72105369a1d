/** What a test says of a contract; the rest is the same for all. */
export interface Parts {
  readonly kind?: 'command' | 'query' | 'event';
  readonly name?: string | null;
  readonly key?: string;
  readonly version?: string;
  readonly stability?: string;
  readonly auth?: string;
  /** Fields of the input, or of an event's payload. */
  readonly fields?: readonly string[];
  /** Further fields of the argument. */
  readonly rest?: string;
}

/** A file with contracts, as a user would write it. Values are source text where they are quoted, so that a test can replace them by calls. */
export function file(...contracts: readonly (Parts | string)[]): string {
  const imports = [
    "import { defineEvent } from '@lssm-tech/lib.contracts-spec/events';",
    "import { defineCommand, defineQuery } from '@lssm-tech/lib.contracts-spec/operations';",
    "import { ScalarTypeEnum, defineSchemaModel } from '@lssm-tech/lib.schema';",
  ];
  return `${imports.join('\n')}\n\n${contracts.map((one) => (typeof one === 'string' ? one : contract(one))).join('\n')}`;
}

function contract({
  kind = 'command',
  name = 'Send',
  key = "'mail.send'",
  version = "'1.0.0'",
  stability = "'stable'",
  auth = "'user'",
  fields = ['to'],
  rest = '',
}: Parts): string {
  const model = `defineSchemaModel({ name: 'Fields', fields: { ${fields.map(field).join(', ')} } })`;
  const meta = `{ key: ${key}, version: ${version}, stability: ${stability}, owners: ['@acme/mail'], tags: ['mail'], description: 'Mail.', goal: 'Mail.', context: 'Mail.' }`;
  const body = kind === 'event' ? `payload: ${model}` : `io: { input: ${model}, output: null },\n  policy: { auth: ${auth} }`;
  const call = `${{ command: 'defineCommand', query: 'defineQuery', event: 'defineEvent' }[kind]}({\n  meta: ${meta},\n  ${body},\n${rest}})`;
  return name === null ? `register(${call});\n` : `export const ${name} = ${call};\n`;
}

/** `to` is required, `to?` optional. */
function field(name: string): string {
  const isOptional = name.endsWith('?');
  return `${name.replace('?', '')}: { type: ScalarTypeEnum.String_unsecure(), isOptional: ${String(isOptional)} }`;
}
