import type { PolicyNode } from './node.ts';
import type { Shape } from './shape.ts';

/** What to say about a node whose YAML kind is not the one that was meant. */
export function wrongKindWords(node: PolicyNode, shape: Shape, name: string): { readonly message: string; readonly hint: string | null } {
  const quote = quoteHint(node, shape);
  if (quote)
    return { message: `${name} must be ${expected(shape)}; without quotes, ${quote}`, hint: `Put it in quotes: '${written(node)}'.` };
  return { message: `${name} must be ${expected(shape)}, not ${found(node)}.`, hint: kindHint(node, shape) ?? listHint(node, shape) };
}

/** What YAML makes of an unquoted text, when a text was meant. */
function quoteHint(node: PolicyNode, shape: Shape): string | null {
  if (node.kind !== 'scalar' || !node.plain || !wantsText(shape)) return null;
  if (typeof node.value === 'number') return `${written(node)} is the number ${node.value}.`;
  if (typeof node.value === 'boolean') return `${written(node)} is a truth value.`;
  return null;
}

function wantsText(shape: Shape): boolean {
  return shape.kind === 'text' || (shape.kind === 'either' && shape.shapes.some(wantsText));
}

/** Severities as ESLint has them. */
const NUMBERED = ['off', 'warn', 'error'];
const TRUTH: ReadonlyMap<string, string> = new Map([
  ...['yes', 'on', 'true'].map((word) => [word, 'true'] as const),
  ...['no', 'off', 'false'].map((word) => [word, 'false'] as const),
]);

function kindHint(node: PolicyNode, shape: Shape): string | null {
  const takes = (kind: Shape['kind']): boolean =>
    shape.kind === kind || (shape.kind === 'either' && shape.shapes.some((one) => one.kind === kind));
  const isSeverity = takes('choice') && takes('object');
  if (node.kind === 'list') return isSeverity ? 'Write the severity alone: options stand in sections of their own, such as "audit".' : null;
  if (node.kind !== 'scalar') return null;
  const { value } = node;
  const named = typeof value === 'number' ? NUMBERED[value] : undefined;
  if (isSeverity && named !== undefined) return `Did you mean "${named}"?`;
  if (typeof value !== 'string') return null;
  if (takes('boolean')) return TRUTH.has(value.toLowerCase()) ? `Write ${TRUTH.get(value.toLowerCase())}.` : null;
  if ((takes('object') || takes('record')) && /^[\w-]+(?::\S| \S)/.test(value)) return 'Write "name: value", with a space after the colon.';
  return null;
}

function listHint(node: PolicyNode, shape: Shape): string | null {
  const isListWanted = shape.kind === 'list' || (shape.kind === 'either' && shape.shapes.some((inner) => inner.kind === 'list'));
  if (isListWanted && node.kind === 'scalar' && node.value !== null) return `Write [${written(node)}].`;
  if (node.kind === 'scalar' && node.value === false && shape.kind === 'either') return 'Did you mean "off"?';
  return null;
}

/** The text of a node as it stands in the file. */
export function written(node: PolicyNode): string {
  return node.at.source.text.slice(node.at.start, node.at.end);
}

/** What a shape asks for, as the end of "must be …". */
export function expected(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'a text';
    case 'choice':
      return shape.values.length === 1 ? `"${shape.values[0]}"` : `one of ${shape.values.map((value) => `"${value}"`).join(', ')}`;
    case 'integer':
      if (shape.minimum === shape.maximum) return String(shape.minimum);
      return shape.maximum === null
        ? `a whole number of at least ${shape.minimum}`
        : `a whole number from ${shape.minimum} to ${shape.maximum}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'scalar':
      return 'a text, a number, true, false or null';
    case 'list':
      return 'a list';
    case 'object':
    case 'record':
      return 'a map';
    case 'either':
      return [...new Set(shape.shapes.map(expected))].join(' or ');
  }
}

function found(node: PolicyNode): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map';
  if (node.value === null) return 'empty';
  return typeof node.value === 'string' ? `the text "${node.value}"` : String(node.value);
}
