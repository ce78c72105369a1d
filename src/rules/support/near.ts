export { isSlip, isSwap, nearest } from '../../policy/nearest.ts';

/** A name without case and separators: what `billing-ops`, `Billing_Ops` and `@billing.ops` have in common. */
export function withoutSpelling(name: string): string {
  return name.toLowerCase().replace(/[-_.\s/@]+/g, '');
}

/** Whether two names differ in their spelling alone. */
export function isSameName(a: string, b: string): boolean {
  return withoutSpelling(a) === withoutSpelling(b);
}

/** ` Did you mean "x"?`, or nothing: the end of a message. */
export function nearHint(candidate: string | null): string {
  return candidate === null ? '' : ` Did you mean "${candidate}"?`;
}
