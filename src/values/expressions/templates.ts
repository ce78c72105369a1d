import type { AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { unreadable, type Evaluation } from '../evaluation.ts';
import { callOf, literal, type StaticValue } from '../value.ts';
import { MAX_TEXT, toText } from './operators.ts';

/** @param form of its texts: as they are meant, or as they are written */
export function evaluateTemplate(
  evaluation: Evaluation,
  node: AnyNode,
  environment: Environment,
  span: Span,
  form: 'cooked' | 'raw' = 'cooked',
): StaticValue {
  const quasis = node['quasis'] as { value: { cooked: string | null; raw: string } }[];
  const expressions = node['expressions'] as AnyNode[];
  let text = quasis[0]?.value[form] ?? '';
  for (const [index, expression] of expressions.entries()) {
    const value = evaluation.evaluate(expression, environment);
    const part = toText(value);
    if (part === undefined)
      return value.kind === 'unknown' ? value : unreadable(evaluation, 'not-static', expression, environment, 'a part of a template');
    text += part + (quasis[index + 1]?.value[form] ?? '');
    if (text.length > MAX_TEXT) return unreadable(evaluation, 'too-deep', node, environment, 'a text that is too long');
  }
  return expressions.length === 0 && form === 'cooked' ? { kind: 'literal', value: text, span, written: true } : literal(text, span);
}

/** `String.raw`. */
export function isRaw(tag: StaticValue): boolean {
  return tag.kind === 'native' && tag.native.name === 'String.raw';
}

/** A tag is a function of the texts and of what stands between them; of texts that are asked for as they are written, it is unknown. */
export function evaluateTagged(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span): StaticValue {
  const tag = evaluation.evaluate(node['tag'] as AnyNode, environment);
  if (isRaw(tag)) return evaluateTemplate(evaluation, node['quasi'] as AnyNode, environment, span, 'raw');
  if (tag.kind !== 'function') return unreadable(evaluation, 'unknown-call', node, environment, 'a tagged template');
  const { quasis, expressions } = node['quasi'] as AnyNode as unknown as {
    readonly quasis: readonly { readonly value: { readonly cooked: string | null } }[];
    readonly expressions: readonly AnyNode[];
  };
  const texts = quasis.map(({ value }) => ({ value: literal(value.cooked ?? undefined, span), span }));
  const args = expressions.map((expression) => ({
    value: evaluation.evaluate(expression, environment),
    span: spanOf(expression, environment),
  }));
  const strings: StaticValue = { kind: 'array', items: texts, rest: null, span };
  return evaluation.invoke(tag, callOf([{ value: strings, span }, ...args], span));
}
