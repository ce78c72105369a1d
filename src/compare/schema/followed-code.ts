import type { Space } from './space.ts';
import type { Answer, NumberPart, ObjectPart, Part, StringPart } from './type.ts';

type CodedPart = Part | StringPart | ObjectPart;

/** Whether the opaque conditions of a part take a value that its other conditions take. */
export function passesCode(space: Space, part: CodedPart, value: unknown): Answer {
  if (part.opaque.length === 0) return 'yes';
  const given = 'fields' in part ? declaredOf(part, value) : value;
  const answers = part.opaque.map((name) => space.checks.get(name)?.takes(given) ?? null);
  if (answers.includes(false)) return 'no';
  return answers.includes(null) ? 'maybe' : 'yes';
}

/** What is left of an object when undeclared fields are dropped. */
function declaredOf({ fields, extra }: ObjectPart, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || extra.kind !== 'drop') return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.has(name)));
}

/** Values of the kind of `value` that the code of a part may take, the likeliest first: made of what the code mentions, then common ones. */
export function likelyValues(space: Space, part: Part | NumberPart | StringPart, value: unknown): readonly (string | number)[] {
  if (part.opaque.some((name) => !space.checks.has(name))) return [];
  if ('values' in part && part.values) return [...part.values];
  const constants = part.opaque.flatMap((name) => space.checks.get(name)?.constants ?? []);
  const texts = constants.filter((constant) => typeof constant === 'string');
  const numbers = constants.filter((constant) => typeof constant === 'number');
  if (typeof value === 'string') {
    const lengths = [...numbers.flatMap((number) => [number, number + 1, number - 1]), ...commonLengths].filter(isLength);
    return [
      ...new Set([
        ...texts,
        ...texts.flatMap((text) => [`${text}a`, `a${text}`, `a${text}a`]),
        ...lengths.flatMap((length) => ['a'.repeat(length), `${'a'.repeat(length)} `]),
        ...commonTexts,
      ]),
    ];
  }
  if (typeof value !== 'number') return [];
  return [...new Set([...numbers.flatMap((number) => [number, number + 1, number - 1, number * 2]), ...commonNumbers])];
}

const commonLengths: readonly number[] = Array.from({ length: 12 }, (_, length) => length + 1);
const commonNumbers: readonly number[] = [1, -1, 2, 3, 4, 5, 6, 7, 10, 100, 1000, 0.5];
const commonTexts: readonly string[] = ['1', '12', 'A', 'Aa1!Aa1!', 'a b', 'a@b.co', 'https://a.co', '2000-01-01', '2000-01-01T00:00:00Z'];

function isLength(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 256;
}
