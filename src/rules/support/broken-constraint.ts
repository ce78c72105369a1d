import { accepts, type AcceptsMode } from '../../compare/accepts.ts';
import type { CodeTexts, Constraints, Schema } from '../../contracts/schema/schema.ts';
import { count } from '../../source/count.ts';

/** What is wrong with a value that is of a schema's type and breaks one of its constraints: `is less than 3`. Null where that is not so. */
export function brokenConstraint(schema: Schema, value: unknown, mode: AcceptsMode): string | null {
  const { constraints, texts } = schema;
  const fits = (kept: Constraints): boolean => accepts({ ...schema, constraints: kept }, value, mode);
  if (!constraints || !fits({})) return null;
  const noun = typeof value === 'string' ? 'character' : 'item';
  return partsOf(constraints, noun, texts).find(({ part }) => !fits(part))?.says ?? null;
}

interface Part {
  readonly part: Constraints;
  /** What is to be said of a value that breaks it. */
  readonly says: string;
}

function partsOf(constraints: Constraints, noun: string, texts: CodeTexts | undefined): readonly Part[] {
  const { min, max, exclusiveMin, exclusiveMax, multipleOf, minLength, maxLength, format, int, pattern = [], opaque = [] } = constraints;
  return [
    ...(int === undefined ? [] : [{ part: { int }, says: 'is no whole number' }]),
    ...(min === undefined ? [] : [{ part: { min }, says: `is less than ${min}` }]),
    ...(max === undefined ? [] : [{ part: { max }, says: `is greater than ${max}` }]),
    ...(exclusiveMin === undefined ? [] : [{ part: { exclusiveMin }, says: `is not greater than ${exclusiveMin}` }]),
    ...(exclusiveMax === undefined ? [] : [{ part: { exclusiveMax }, says: `is not less than ${exclusiveMax}` }]),
    ...(multipleOf === undefined ? [] : [{ part: { multipleOf }, says: `is no multiple of ${multipleOf}` }]),
    ...(minLength === undefined ? [] : [{ part: { minLength }, says: `has fewer than ${count(minLength, noun)}` }]),
    ...(maxLength === undefined ? [] : [{ part: { maxLength }, says: `has more than ${count(maxLength, noun)}` }]),
    ...(format === undefined ? [] : [{ part: { format }, says: `is not of the format ${format}` }]),
    ...pattern.map((source) => ({ part: { pattern: [source] }, says: `does not match ${source}` })),
    ...opaque.map((entry) => ({ part: { opaque: [entry] }, says: refusedBy(texts?.get(entry)?.()) })),
  ];
}

const MAX_CODE = 80;

/** `is refused by refine((v) => v.startsWith('inv_'))` */
function refusedBy(code: string | undefined): string {
  return code === undefined || code.length > MAX_CODE ? 'is refused by the code of the schema' : `is refused by ${code}`;
}
