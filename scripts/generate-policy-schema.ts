import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { parse } from 'yaml';
import { policyJsonSchema } from './policy-json-schema.ts';

const root = new URL('../', import.meta.url);

/** The presets, in the order in which messages name them. */
const presetNames = ['recommended', 'strict'];

/** Reads the presets from their YAML files. */
export function readPresets(): ReadonlyMap<string, unknown> {
  return new Map(presetNames.map((name) => [name, parse(readFileSync(new URL(`policies/${name}.yaml`, root), 'utf8'))]));
}

/** The module from which presets are taken at run time, so that a run without a policy file reads no YAML. */
export async function presetsModule(presets: ReadonlyMap<string, unknown>): Promise<string> {
  const entries = [...presets].map(([name, value]) => `[${JSON.stringify(name)}, ${JSON.stringify(value)}]`);
  const source = [
    '// Generated from policies/*.yaml by scripts/generate-policy-schema.ts.',
    "import type { PlainValue } from './node.ts';",
    '',
    `export const presets: ReadonlyMap<string, PlainValue> = new Map<string, PlainValue>([${entries.join(',')}]);`,
    '',
  ].join('\n');
  return format(source, { parser: 'typescript', printWidth: 140, singleQuote: true });
}

/** The JSON Schema for editors, with the defaults of `recommended`. */
export async function schemaFile(presets: ReadonlyMap<string, unknown>): Promise<string> {
  return format(JSON.stringify(policyJsonSchema(presets.get('recommended'))), { parser: 'json', printWidth: 140 });
}

async function main(): Promise<void> {
  const presets = readPresets();
  writeFileSync(new URL('src/policy/presets.generated.ts', root), await presetsModule(presets));
  writeFileSync(new URL('policies/policy.schema.json', root), await schemaFile(presets));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
