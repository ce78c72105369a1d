/** Fields of a contract as source text; `null` leaves the field out. */
export type Fields = Readonly<Record<string, string | null>>;

const owner = "['@acme/billing']";

/**
 * A command that no rule of the recommended policy objects to, with some fields of its `meta` written otherwise.
 * `rest` replaces what stands after `meta`, `before` stands above the contract: imports, constants.
 */
export function command(
  meta: Fields = {},
  options: { readonly rest?: string; readonly before?: string; readonly name?: string } = {},
): string {
  const fields = {
    key: "'billing.invoice.send'",
    version: "'1.0.0'",
    stability: "'stable'",
    owners: owner,
    tags: "['billing']",
    description: "'Sends an invoice to its customer.'",
    goal: "'Customers learn what they owe.'",
    context: "'Called when a billing period closes.'",
    ...meta,
  };
  return source('defineCommand', 'operations', fields, options.rest ?? operationRest, options);
}

/** A query in the same manner. */
export function query(
  meta: Fields = {},
  options: { readonly rest?: string; readonly before?: string; readonly name?: string } = {},
): string {
  const fields = {
    key: "'billing.invoice.get'",
    version: "'1.0.0'",
    stability: "'stable'",
    owners: owner,
    tags: "['billing']",
    description: "'Reads one invoice.'",
    goal: "'Customers see what they owe.'",
    context: "'Called by the billing page.'",
    ...meta,
  };
  return source('defineQuery', 'operations', fields, options.rest ?? operationRest, options);
}

/** An event in the same manner. */
export function event(
  meta: Fields = {},
  options: { readonly rest?: string; readonly before?: string; readonly name?: string } = {},
): string {
  const fields = {
    key: "'billing.invoice.sent'",
    version: "'1.0.0'",
    stability: "'stable'",
    owners: owner,
    tags: "['billing']",
    description: "'An invoice was sent.'",
    ...meta,
  };
  return source('defineEvent', 'events', fields, options.rest ?? '  payload: null,\n', options);
}

const operationRest = "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n";

function source(
  call: string,
  subpath: string,
  meta: Fields,
  rest: string,
  options: { readonly before?: string; readonly name?: string },
): string {
  const lines = Object.entries(meta).flatMap(([name, text]) => (text === null ? [] : [`    ${name}: ${text},\n`]));
  return (
    `import { ${call} } from '@lssm-tech/lib.contracts-spec/${subpath}';\n` +
    `${options.before ?? ''}` +
    `export const ${options.name ?? 'Contract'} = ${call}({\n  meta: {\n${lines.join('')}  },\n${rest}});\n`
  );
}
