import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../src/compare/catalogue.ts';

/*
 * Writes the pages that list what the program knows: docs/changes.md from the catalogue of changes, docs/policy.md from the JSON Schema of the policy.
 * A test compares the pages with it.
 */

const root = new URL('../', import.meta.url);

interface JsonSchema {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Every kind of change with its class, whom it breaks and what to do. */
export function changesPage(): string {
  const rows = catalogue.map(
    (entry) =>
      `| \`${entry.id}\` | ${entry.class} | ${entry.direction} | ${cell(entry.changed)} | ${cell(entry.breaks ?? '')} | ${cell(entry.remedy ?? '')} |`,
  );
  return [
    '# Changes',
    '',
    'Every kind of change that `check --base` and `diff` tell apart. `contracts-governance explain <id>` shows one in the terminal.',
    'The class and the stage of the contract decide the bump that is owed; a class `relation` is that of the change it stands for.',
    'A breaking change of a schema is always shown with a JSON value that one side takes and the other does not; where none is found, its class is `unknown`.',
    '',
    '| id | class | direction | what changed | whom it breaks | what to do |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** Every option of the policy with its default in `recommended`. */
export function policyPage(schema: JsonSchema): string {
  const rows: string[] = [];
  const visit = (node: JsonSchema, path: string): void => {
    if (path !== '' && node.description)
      rows.push(
        `| \`${path}\` | ${typeOf(node)} | ${cell(node.default === undefined ? '' : `\`${JSON.stringify(node.default)}\``)} | ${cell(node.description)} |`,
      );
    for (const [name, child] of Object.entries(node.properties ?? {})) visit(child, path === '' ? name : `${path}.${name}`);
    if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, `${path}.<name>`);
    if (node.items) visit(node.items, `${path}[]`);
    for (const option of node.anyOf ?? []) visit(option, path);
  };
  visit(schema, '');
  const seen = new Set<string>();
  const distinct = rows.filter((row) => {
    const isNew = !seen.has(row);
    seen.add(row);
    return isNew;
  });
  return [
    '# The policy',
    '',
    '`contracts-governance.yaml` at the root of the repository; `contracts-governance print-config <file or key>` shows what is in force, and the layer that set it.',
    'The presets, with comments: [recommended](../policies/recommended.yaml) and [strict](../policies/strict.yaml). Rules without code: [assertions](assertions.md).',
    '',
    '| option | type | default | meaning |',
    '| --- | --- | --- | --- |',
    ...distinct,
    '',
  ].join('\n');
}

function typeOf(node: JsonSchema): string {
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (node.anyOf) return [...new Set(node.anyOf.map(typeOf))].join(' or ');
  if (Array.isArray(node.type)) return node.type.join(' or ');
  return typeof node.type === 'string' ? node.type : 'any';
}

export function readPolicySchema(): JsonSchema {
  return JSON.parse(readFileSync(new URL('policies/policy.schema.json', root), 'utf8')) as JsonSchema;
}

function main(): void {
  writeFileSync(new URL('docs/changes.md', root), changesPage());
  writeFileSync(new URL('docs/policy.md', root), policyPage(readPolicySchema()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
