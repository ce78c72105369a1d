import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort } from '../../../values/value.ts';

/** A call of a method as it is shown: with the code where it is written, which may be elsewhere, in a line. */
export function codeText(name: string, at: readonly { readonly span: Span }[], port: EvaluatorPort): () => string {
  return () => `${name}(${at.map(({ span }) => port.textAt(span).replaceAll(/\s+/g, ' ')).join(', ')})`;
}
