import { either } from '../../../values/code/total-code.ts';
import type { MadeKind, MadeKinds } from '../../../values/value.ts';
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
  if (output.kind !== 'transform') return givenBy(schemaOf(output));
  const kinds = kindsOf(input);
  return givenByCode(output, schemaOf(input), make, kinds && output.kindsMade(kinds));
}

/** Whether the code of a pipe takes all that the type before it gives. */
export function isTotal({ input, output }: PipeNode): boolean {
  const kinds = kindsOf(input);
  return kinds !== null && output.kind === 'transform' && output.kindsMade(kinds) !== null;
}

/** The kinds of value that a type gives; null where it may be an object. */
function kindsOf(node: ZodNode): MadeKinds | null {
  switch (node.kind) {
    case 'string':
    case 'number':
      return new Set([node.kind]);
    case 'plain':
      return node.name === 'boolean' ? new Set(['boolean']) : null;
    case 'enum':
      return kindsOfConstants(node.entries.values());
    case 'literal':
      return kindsOfConstants(node.values);
    case 'union':
      return node.options.map(kindsOf).reduce(either, new Set());
    case 'array':
      return String([...(kindsOf(node.element) ?? [])]) === 'string' ? new Set(['strings']) : null;
    case 'wrapper':
      return node.wrap === 'optional' || node.wrap === 'nullable' ? either(kindsOf(node.inner), new Set(['nothing'])) : null;
    case 'pipe': {
      if (node.output.kind !== 'transform') return kindsOf(node.output);
      const before = kindsOf(node.input);
      return before && node.output.kindsMade(before);
    }
    default:
      return null;
  }
}

function kindsOfConstants(values: Iterable<string | number | boolean | null>): MadeKinds {
  const kindOf = (value: string | number | boolean | null): MadeKind => {
    const kind = typeof value;
    return kind === 'string' || kind === 'number' || kind === 'boolean' ? kind : 'nothing';
  };
  return new Set([...values].map(kindOf));
}

function schemaOfKinds(kinds: MadeKinds | null, origin: Schema['origin']): Schema | undefined {
  const text: Schema = { kind: 'scalar', name: 'String_unsecure', origin };
  const [kind, ...others] = kinds ?? [];
  if (others.length > 0) return undefined;
  switch (kind) {
    case 'string':
      return text;
    case 'strings':
      return { kind: 'array', item: text, origin };
    case 'number':
      return { kind: 'scalar', name: 'Float_unsecure', origin };
    case 'boolean':
      return { kind: 'scalar', name: 'Boolean', origin };
    default:
      return undefined;
  }
}

/** What code gives of these values. */
export function givenByCode({ digest: by, origin, text }: TransformNode, of: Schema, make: Make, kinds: MadeKinds | null = null): Schema {
  const digest = hash(`made of ${schemaDigest(of)} by ${by}`);
  const within = schemaOfKinds(kinds, origin);
  return { kind: 'unknown', reason: 'made by code', digest, made: { of, by, make, text, ...(within && { within }) }, origin };
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
