import type { ConfigEntry } from '../policy/print-config.ts';
import { escapeTerminal } from './escape.ts';
import { type Style, styleOf } from './style.ts';
import { displayWidth, padEnd } from './width.ts';

const MAX_PATH = 44;

/** A policy in force, a value a line, with the layer that set it. */
export function configText(entries: readonly ConfigEntry[], title: string, colors: boolean): string {
  const style = styleOf(colors);
  const lines = entries.map((entry) => ({ path: escapeTerminal(entry.path), value: valueText(entry.value), layer: layerText(entry) }));
  const width = Math.min(MAX_PATH, Math.max(0, ...lines.map(({ path }) => displayWidth(path))));
  const rows = lines.map(
    ({ path, value, layer }) => `  ${style.cyan(padEnd(path, width))}  ${value}${layer === '' ? '' : `  ${paintLayer(layer, style)}`}`,
  );
  return `${[style.bold(escapeTerminal(title)), '', ...rows].join('\n')}\n`;
}

function valueText(value: unknown): string {
  return escapeTerminal(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null'));
}

/** Presets are what one expects; what a file says stands out. */
function layerText({ layer, location }: ConfigEntry): string {
  return escapeTerminal(location ? `${location.file}:${location.line}` : layer);
}

function paintLayer(layer: string, style: Style): string {
  return style.dim(`# ${layer}`);
}
