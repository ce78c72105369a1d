import { describe, expect, it } from 'vitest';
import { billing } from './support/billing.ts';
import { comparePair, type Edit, edited, type Files, placeText } from './support/pairs.ts';

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

  it('of what the framework gives are where it is asked for', () => {
    const imported: Edit = [
      "import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';",
      "import { defineCommand, StabilityEnum, standardErrors } from '@lssm-tech/lib.contracts-spec';",
    ];
    const listed: Edit = ['    errors: {', "    errors: {\n      ...standardErrors.pick('GONE'),"];
    expect(
      places([
        imported,
        [
          "stability: 'stable',\n    owners: ['@acme/billing', '@acme/finance']",
          "stability: StabilityEnum.Beta,\n    owners: ['@acme/billing', '@acme/finance']",
        ],
        listed,
      ]),
    ).toEqual([
      ["src/send.ts:24:16 'stable'", 'src/send.ts:24:16 StabilityEnum.Beta', null],
      [null, "src/send.ts:38:7 ...standardErrors.pick('GONE')", null],
    ]);
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

  it('of a field that came by a spread are where it is written, whichever files spread it', () => {
    const meta =
      "meta: { key: 'mail.get', version: '1.0.0', stability: 'stable', owners: ['@acme.mail'], tags: ['mail'], description: 'd', goal: 'g', context: 'c' }";
    const files = (fields: string, model: string): Files => ({
      'src/fields.ts': `import { ScalarTypeEnum } from '@lssm-tech/lib.schema'; import { z } from 'zod';\n${fields}`,
      'src/stamped.ts': "import { stamps } from './fields'; export const stamped = { ...stamps };",
      'src/get.ts': `import { defineQuery } from '@lssm-tech/lib.contracts-spec'; import { defineSchemaModel, fromZod } from '@lssm-tech/lib.schema';
        import { z } from 'zod'; import { stamped } from './stamped'; export const Get = defineQuery({ ${meta}, io: { input: null, output: ${model} }, policy: { auth: 'user' } });`,
    });
    const originOf = (before: string, after: string, model: string): readonly (string | null)[] => {
      const comparison = comparePair(files(before, model), files(after, model));
      return comparison.contracts.flatMap(({ changes }) => changes.map(({ origin }) => placeText(origin, comparison.head)));
    };
    const model = "defineSchemaModel({ name: 'Mail', fields: { ...stamped } })";
    const at = (rest = ''): string => `export const stamps = { at: { type: ScalarTypeEnum.DateTime() }${rest} };`;
    expect(originOf(at(), at(', by: { type: ScalarTypeEnum.ID() }'), model)).toEqual(['src/fields.ts:2:70 { type: ScalarTypeEnum.ID() }']);
    const zod = (rest = ''): string => `export const stamps = { at: z.iso.datetime()${rest} };`;
    expect(originOf(zod(), zod(', by: z.string()'), 'fromZod(z.object({ ...stamped }))')).toEqual(['src/fields.ts:2:51 z.string()']);
  });
});
