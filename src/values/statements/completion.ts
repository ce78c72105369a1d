import type { StaticValue } from '../value.ts';

/** How a statement ends. */
export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: StaticValue }
  | { readonly kind: 'break' | 'continue'; readonly label: string | null };

export const NORMAL: Completion = { kind: 'normal' };
