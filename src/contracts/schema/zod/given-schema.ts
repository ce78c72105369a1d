import { schemaDigest } from '../equal.ts';
import { givenBy } from '../given.ts';
import { hash } from '../hash.ts';
import type { Made, Schema, SchemaField } from '../schema.ts';
import { absenceOf, isDeferred } from './absence.ts';
import type { PipeNode, TransformNode, ZodNode } from './node.ts';

/** What a pipe, or code by itself, makes of a value. */
type Make = (value: unknown) => Made;
type SchemaOf = (node: ZodNode) => Schema;

/** What a pipe gives: what its second type does, and after code nobody knows what, but for single values. */
export function givenByPipe(node: PipeNode, schemaOf: SchemaOf, make: Make): Schema {
  const { input, output } = node;
  return output.kind === 'transform' ? givenByCode(output, schemaOf(input), make) : givenBy(schemaOf(output));
}

/** What code gives of these values. */
export function givenByCode({ digest: by, origin, text }: TransformNode, of: Schema, make: Make): Schema {
  const digest = hash(`made of ${schemaDigest(of)} by ${by}`);
  return { kind: 'unknown', reason: 'made by code', digest, made: { of, by, make, text }, origin };
}

/** Whether a field is absent when it is given, where a pipe makes something of an absent one; undefined where it is as when it is taken. */
export function absenceWhenGiven(node: ZodNode, make: (pipe: PipeNode) => Made): SchemaField['whenGiven'] {
  if (node.kind === 'wrapper' && (node.wrap === 'readonly' || node.wrap === 'nullable')) return absenceWhenGiven(node.inner, make);
  if (node.kind !== 'pipe' || isDeferred(node)) return undefined;
  const taken = absenceOf(node);
  if (taken === 'required' || taken === 'defaulted') return undefined;
  const { output } = node;
  if (output.kind !== 'transform') return absenceOf(output) === 'optional' ? undefined : { optional: false };
  switch (make(node).kind) {
    case 'value':
    case 'refused':
      return { optional: false };
    case 'absent':
      return undefined;
    case 'unsure':
      return { optional: true, codeOnAbsence: hash(`absent by ${output.digest}`) };
  }
}
