export { isSlip, nearest } from '../../policy/nearest.ts';

/** A name without case and separators: what `billing-ops`, `Billing_Ops` and `@billing.ops` have in common. */
export function withoutSpelling(name: string): string {
  return name.toLowerCase().replace(/[-_.\s/@]+/g, '');
}

/** ` Did you mean "x"?`, or nothing: the end of a message. */
export function didYouMean(candidate: string | null): string {
  return candidate === null ? '' : ` Did you mean "${candidate}"?`;
}
