import { once } from '../../source/once.ts';
import type { Span } from '../../source/span.ts';
import type { UnknownSchema } from './schema.ts';

/**
 * A schema that cannot be read.
 * @param digest of the source and of what it depends on: made when it is first asked for, which is only where schemas are compared
 * @param detail the function, parameter or import that stands there
 */
export function unreadSchema(reason: string, digest: () => string, origin: Span, detail?: string): UnknownSchema {
  const made = once(digest);
  return {
    kind: 'unknown',
    reason,
    ...(detail !== undefined && { detail }),
    get digest() {
      return made();
    },
    origin,
  };
}
