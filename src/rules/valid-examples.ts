import { placeAt } from '../compare/contract/place.ts';
import type { AcceptanceExample, Contract, Read } from '../contracts/contract.ts';
import type { Schema } from '../contracts/schema/schema.ts';
import type { Span } from '../source/span.ts';
import type { Suggestion } from './finding.ts';
import { defineRule, type FileRule, type FileRuleContext } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { quoted } from './support/fixes.ts';
import { refusalOf } from './support/refusal.ts';
import { pathText } from './support/text.ts';

export const validExamples: FileRule = defineRule({
  id: 'valid-examples',
  area: 'version',
  scope: 'file',
  description: 'Acceptance examples fit the input and output of their operation',
  messages: {
    refused: 'The {{side}} of the example {{example}} of {{contract}} does not fit {{place}}: {{why}}. Change the example, or the schema.',
    replace: 'Write "{{near}}".',
  },
  policy: ['schemas.unknownFields'],
  hasSuggestions: true,
  check(contract, context) {
    const { examples } = contract.acceptance;
    if (contract.kind === 'event' || examples.state !== 'known') return;
    for (const [index, example] of examples.value.entries()) {
      if (example.state !== 'known') continue;
      const [first, second] = [
        misfit(contract, index, example.value, 'input', context),
        misfit(contract, index, example.value, 'output', context),
      ].filter((found) => found !== null);
      if (!first) continue;
      const name = example.value.key.state === 'known' ? example.value.key.value : String(index + 1);
      context.report({
        messageId: 'refused',
        data: { side: first.side, example: `"${name}"`, contract: nameOf(contract), place: first.place, why: first.why },
        contract,
        at: first.site,
        subject: name,
        related: [
          { span: first.schema.origin, message: `The ${first.side} is described here.` },
          ...(second ? [{ span: second.site, message: `The ${second.side} does not fit ${second.place} either: ${second.why}.` }] : []),
        ],
        suggestions: [first, second].flatMap((one) => (one ? nearValue(one, context) : [])),
      });
    }
  },
});

/** A side of an example that its schema refuses. */
interface Misfit {
  readonly side: 'input' | 'output';
  readonly schema: Schema;
  readonly place: string;
  readonly why: string;
  /** What the schema takes and the example probably means. */
  readonly near: string | undefined;
  readonly site: Span;
}

function misfit(
  contract: Contract,
  index: number,
  example: AcceptanceExample,
  side: 'input' | 'output',
  context: FileRuleContext,
): Misfit | null {
  const read: Read<unknown> = example[side];
  const schema = contract[side];
  const path = `acceptance.examples[${index}].${side}`;
  // What cannot be read stands as null in the example, and is no value to judge.
  if (!schema || read.state !== 'known' || contract.unresolved.some((value) => value.path.startsWith(path))) return null;
  const refusal = refusalOf(schema, read.value, { unknownFields: context.effective.schemas.unknownFields, side });
  // An option without effect is the finding of `known-fields`.
  if (!refusal || refusal.isListMeant) return null;
  const { site } = placeAt(contract, ['acceptance', 'examples', index, side, ...refusal.path]);
  return { side, schema, place: pathText(['io', side, ...refusal.path]), why: refusal.why, near: refusal.near, site };
}

/** Writes the value that was meant, where a text stands in its place. */
function nearValue({ near, site }: Misfit, { tree }: FileRuleContext): readonly Suggestion[] {
  const written = tree.read(site.file).slice(site.start, site.end);
  if (near === undefined || !/^(["'`])(?:(?!\1)[^\\])*\1$/.test(written)) return [];
  return [{ messageId: 'replace', data: { near }, fix: { edits: [{ span: site, text: quoted(near, written) }] } }];
}
