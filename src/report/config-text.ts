import { stripVTControlCharacters } from 'node:util';
import { TOOL } from '../check/tool.ts';
import type { Contract } from '../contracts/contract.ts';
import type { ConfigEntry } from '../policy/print-config.ts';
import { escapeTerminal } from './escape.ts';
import { jsonText } from './json-text.ts';
import { keyOf } from './list-values.ts';
import { styleOf } from './style.ts';
import { displayWidth, hanging, padEnd } from './width.ts';

const MAX_PATH = 44;

/** The policy in force for a contract, or for a file. */
export interface ConfigInForce {
  readonly file: string;
  readonly contract: Contract | null;
  readonly entries: readonly ConfigEntry[];
}

/** `print-config --format json`, described by `schemas/print-config.schema.json`. */
export function configJson(configs: readonly ConfigInForce[]): string {
  return jsonText({
    schemaVersion: 1,
    tool: TOOL,
    policies: configs.map(({ file, contract, entries }) => ({
      file,
      contract: contract && {
        kind: contract.kind,
        key: keyOf(contract),
        version: contract.version.state === 'known' ? String(contract.version.value) : null,
      },
      values: entries.map(({ path, value, layer, location }) => ({
        path,
        value,
        layer,
        file: location?.file ?? null,
        line: location?.line ?? null,
      })),
    })),
  });
}

/** A policy in force, value by value, each with the layer that set it. */
export function configText(
  entries: readonly ConfigEntry[],
  title: string,
  options: { readonly colors: boolean; readonly columns: number | undefined },
): string {
  const style = styleOf(options.colors);
  const columns = options.columns ?? Infinity;
  const paths = entries.map(({ path }) => escapeTerminal(path));
  const width = Math.min(MAX_PATH, Math.max(0, ...paths.map(displayWidth)));
  const rows = entries.flatMap((entry, index) => {
    const path = padEnd(paths[index] ?? '', width);
    const indent = 2 + width + 2;
    const lines = hanging(
      `  ${style.cyan(path)}  `,
      indent,
      valueText(entry.value, options.columns !== undefined),
      options.columns,
      displayWidth(path) + 4,
    );
    const layer = `# ${layerText(entry)}`;
    const last = stripVTControlCharacters(lines.at(-1) ?? '');
    if (displayWidth(last) + 2 + displayWidth(layer) > columns) return [...lines, `${' '.repeat(indent)}${style.dim(layer)}`];
    return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}  ${style.dim(layer)}`];
  });
  return `${[style.bold(escapeTerminal(title)), '', ...rows].join('\n')}\n`;
}

/** A text that YAML would read as something else, or as a comment. */
const QUOTED = /^$|^(?:null|true|false|~|[-+.\d].*)$|[#:"'\n]|^[\s&*!|>%@`]./;

/** With spaces, at which a line can be broken, where that may be needed. */
function valueText(value: unknown, isSpaced: boolean): string {
  if (typeof value === 'string') return escapeTerminal(QUOTED.test(value) ? JSON.stringify(value) : value);
  const json = isSpaced
    ? JSON.stringify(value, null, 1)
        ?.replace(/\n */g, ' ')
        .replace(/^\[ | \]$/g, (edge) => edge.trim())
    : JSON.stringify(value);
  return escapeTerminal(json ?? 'null');
}

/** Presets are what one expects; what a file says stands out. */
function layerText({ layer, location }: ConfigEntry): string {
  return escapeTerminal(location ? `${location.file}:${location.line}` : layer);
}
