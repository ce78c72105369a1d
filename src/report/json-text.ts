import { escapeJson } from './escape.ts';

/** A document of JSON as all JSON reports write it: indented, one newline at the end, no invisible characters. */
export function jsonText(document: unknown): string {
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}
