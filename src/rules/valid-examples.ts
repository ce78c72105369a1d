import { placeAt } from '../compare/contract/place.ts';
import type { AcceptanceExample, Contract, Read } from '../contracts/contract.ts';
import type { Schema } from '../contracts/schema/schema.ts';
import { defineRule, type FileRule, type FileRuleContext } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { refusalOf } from './support/refusal.ts';
import { pathText } from './support/text.ts';

export const validExamples: FileRule = defineRule({
  id: 'valid-examples',
  area: 'version',
  scope: 'file',
  description: 'Acceptance examples fit the input and output of their operation',
  messages: {
    refused: 'The {{side}} of the example {{example}} of {{contract}} does not fit {{place}}: {{why}}. Change the example, or the schema.',
  },
  policy: ['schemas.unknownFields'],
  check(contract, context) {
    const { examples } = contract.acceptance;
    if (contract.kind === 'event' || examples.state !== 'known') return;
    for (const [index, example] of examples.value.entries()) {
      if (example.state !== 'known') continue;
      judge(contract, index, example.value, 'input', contract.input, context);
      judge(contract, index, example.value, 'output', contract.output, context);
    }
  },
});

function judge(contract: Contract, index: number, example: AcceptanceExample, side: 'input' | 'output', schema: Schema | null, context: FileRuleContext): void {
  const read: Read<unknown> = example[side];
  const path = `acceptance.examples[${index}].${side}`;
  // What cannot be read stands as null in the example, and is no value to judge.
  if (!schema || read.state !== 'known' || contract.unresolved.some((value) => value.path.startsWith(path))) return;
  const refusal = refusalOf(schema, read.value, { unknownFields: context.effective.schemas.unknownFields, side });
  if (!refusal) return;
  const name = example.key.state === 'known' ? example.key.value : String(index + 1);
  const { site } = placeAt(contract, ['acceptance', 'examples', index, side, ...refusal.path]);
  context.report({
    messageId: 'refused',
    data: { side, example: `"${name}"`, contract: nameOf(contract), place: pathText(['io', side, ...refusal.path]), why: refusal.why },
    contract,
    at: site,
    subject: `${name}.${side}`,
    related: [{ span: schema.origin, message: `The ${side} is described here.` }],
  });
}
