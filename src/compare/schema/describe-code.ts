import type { CodeTexts } from '../../contracts/schema/schema.ts';
import { shortened, shortenedPair } from './shortened.ts';

/** What is asked of a value, or done to it, that is said in code or not at all. */
export interface Asked {
  readonly opaque: readonly string[];
  readonly texts?: CodeTexts | undefined;
}

/** Code, and what else stands in `constraints.opaque`, as it is written: `refine((v) => v.length > 3)`. */
export function describeAsked({ opaque, texts }: Asked): readonly string[] {
  return opaque.map((entry) => texts?.get(entry)?.() ?? nameOf(entry));
}

/** The keyword or the method that an entry stands for, without what it was given. */
function nameOf(entry: string): string {
  const [prefix = '', name = ''] = entry.split(/[: ]/);
  if (prefix === 'coerce') return 'coerced';
  if (!/^[a-z]+$/i.test(name)) return 'refined';
  return entry.includes(' after ') ? `${name} after other checks` : name;
}

/** What one has and the other has not; null where there is none. What is written alike was changed in what it refers to. */
export function describeAskedChange(before: Asked, after: Asked): { readonly before: string | null; readonly after: string | null } {
  const only = (own: Asked, other: Asked): readonly string[] =>
    describeAsked({ ...own, opaque: own.opaque.filter((entry) => !other.opaque.includes(entry)) });
  const [gone, come] = [only(before, after), only(after, before)];
  // In another order, nothing has gone or come.
  const [texts, others] = gone.length + come.length > 0 ? [gone, come] : [describeAsked(before), describeAsked(after)];
  const [text, other] = [texts, others].map((list) => (list.length > 0 ? list.join(', ') : null)) as [string | null, string | null];
  if (text === null || other === null) return { before: text && shortened(text), after: other && shortened(other) };
  if (text === other) {
    const isCode = [...before.opaque, ...after.opaque].some((entry) => before.texts?.has(entry) ?? after.texts?.has(entry));
    return { before: shortened(text), after: `${shortened(other)}, ${isCode ? 'which refers to other code' : 'asked otherwise'}` };
  }
  const [was, is] = shortenedPair(text, other);
  return { before: was, after: is };
}
