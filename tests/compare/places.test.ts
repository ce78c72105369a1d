import { describe, expect, it } from 'vitest';
import { billing } from './support/billing.ts';
import { comparePair, type Edit, edited, placeText } from './support/pairs.ts';

/** The places of the only change: at the base, at the head, and where it was written if that is elsewhere. */
function places(edits: readonly Edit[]): readonly (string | null)[][] {
  const comparison = comparePair(billing, edited(billing, edits));
  return comparison.contracts.flatMap((diff) =>
    diff.changes.map(({ base, head, origin, originSide }) => [
      placeText(base, comparison.base),
      placeText(head, comparison.head),
      placeText(origin, originSide === 'base' ? comparison.base : comparison.head),
    ]),
  );
}

describe('places of changes', () => {
  it('are the values themselves', () => {
    expect(places([["auth: 'user'", "auth: 'admin'"]])).toEqual([["src/send.ts:43:11 'user'", "src/send.ts:43:11 'admin'", null]]);
  });

  it('are null on the side where nothing stands', () => {
    expect(places([["flags: ['invoicing']", "flags: ['invoicing', 'beta']"]])).toEqual([[null, "src/send.ts:48:26 'beta'", null]]);
    expect(places([["    roles: ['clerk'],\n", '']])).toEqual([["src/send.ts:44:13 'clerk'", null, null]]);
  });

  it('are the entry of an error', () => {
    expect(places([['http: 409', 'http: 412']])).toEqual([['src/send.ts:39:65 409', 'src/send.ts:39:65 412', null]]);
  });

  it('are the part of the transport that came or went', () => {
    expect(places([["path: '/invoices/send'", "path: '/invoices/post'"]])).toEqual([
      ["src/send.ts:62:35 '/invoices/send'", "src/send.ts:62:35 '/invoices/post'", null],
    ]);
  });

  it('are in the contract, with the model in another file as the origin', () => {
    const [note] = places([['note: { type: ScalarTypeEnum.String_unsecure(), isOptional: true },\n', '']]);
    expect(note).toEqual([
      'src/get.ts:15:30 InvoiceModel',
      null,
      'src/models.ts:10:11 { type: ScalarTypeEnum.String_unsecure(), isOptional: true }',
    ]);
  });
});
