import { isRecord } from '../../source/records.ts';
import { SourceError, type SourceTree } from '../../source/tree.ts';

/** Reads JSON; with comments and trailing commas, as in tsconfig files. Null when it cannot be read. */
export function readJson(tree: SourceTree, file: string): Record<string, unknown> | null {
  let text: string;
  try {
    text = tree.read(file);
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    const value = readJsonWithComments(text);
    return isRecord(value) ? value : null;
  }
}

/**
 * Strings are taken as a whole, so that what only looks like a comment in them stays. What is not closed is taken to the end: to look for
 * its end again from each place in it would have none.
 */
const JSON_COMMENT = /("(?:[^"\\\n]|\\.)*"?)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const JSON_TRAILING_COMMA = /("(?:[^"\\\n]|\\.)*"?)|,(?=\s*[}\]])/g;

function readJsonWithComments(text: string): unknown {
  if (text.length > 1_000_000) return null;
  const keepStrings = (_: string, string: string | undefined): string => string ?? ' ';
  try {
    return JSON.parse(text.replace(JSON_COMMENT, keepStrings).replace(JSON_TRAILING_COMMA, keepStrings));
  } catch {
    return null;
  }
}
