import type { Schema } from '../../contracts/schema/schema.ts';

/** Paths are not listed deeper than this: recursion would never end. */
const MAX_DEPTH = 8;

/** Whether a payload has a field at a dotted path; lists are gone through, with or without `[]`. `maybe` where a part cannot be read or takes any field. */
export function hasPath(schema: Schema, path: string): 'yes' | 'no' | 'maybe' {
  return hasSteps(schema, stepsOf(path));
}

/** The paths of all fields of a payload, to look for a near miss. */
export function pathsOf(schema: Schema): readonly string[] {
  const paths = new Set<string>();
  collect(schema, '', 0, paths);
  return [...paths];
}

/** `items[].email`, `items.0.email`, `items.*.email` and, as a JSON path has it, `$.items[*].email` are `items`, `email`. */
function stepsOf(path: string): readonly string[] {
  return path
    .replace(/^\$\./, '')
    .split('.')
    .map((step) => step.replace(/(?:\[[^\]]*\])+$/, ''));
}

function hasSteps(schema: Schema, [step, ...rest]: readonly string[]): 'yes' | 'no' | 'maybe' {
  if (step === undefined) return 'yes';
  switch (schema.kind) {
    case 'object': {
      const field = schema.fields.get(step);
      if (!field) return schema.catchall ? hasSteps(schema.catchall, rest) : schema.unknownFields === 'keep' ? 'maybe' : 'no';
      return hasSteps(field.type, field.array ? withoutIndex(rest) : rest);
    }
    case 'array':
      return hasSteps(schema.item, withoutIndex([step, ...rest]));
    case 'tuple':
      return any([...schema.items, ...(schema.rest ? [schema.rest] : [])].map((item) => hasSteps(item, withoutIndex([step, ...rest]))));
    case 'nullable':
      return hasSteps(schema.type, [step, ...rest]);
    case 'union':
    case 'intersection':
      return any(schema.members.map((member) => hasSteps(member, [step, ...rest])));
    case 'record':
      return hasSteps(schema.value, rest);
    case 'ref':
      return hasSteps(schema.target(), [step, ...rest]);
    case 'scalar':
      return schema.name === 'JSON' || schema.name === 'JSONObject' ? 'maybe' : 'no';
    case 'resource':
    case 'unknown':
      return 'maybe';
    case 'enum':
    case 'literal':
      return 'no';
  }
}

function withoutIndex(steps: readonly string[]): readonly string[] {
  const [step, ...rest] = steps;
  return step !== undefined && (step === '' || step === '*' || /^\d+$/.test(step)) ? rest : steps;
}

function any(answers: readonly ('yes' | 'no' | 'maybe')[]): 'yes' | 'no' | 'maybe' {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

function collect(schema: Schema, prefix: string, depth: number, into: Set<string>): void {
  if (depth > MAX_DEPTH) return;
  switch (schema.kind) {
    case 'object':
      for (const [name, field] of schema.fields) {
        into.add(prefix + name);
        collect(field.type, `${prefix}${name}.`, depth + 1, into);
      }
      return;
    case 'array':
      return collect(schema.item, prefix, depth + 1, into);
    case 'nullable':
      return collect(schema.type, prefix, depth + 1, into);
    case 'union':
    case 'intersection':
      for (const member of schema.members) collect(member, prefix, depth + 1, into);
      return;
    case 'ref':
      return collect(schema.target(), prefix, depth + 1, into);
    case 'tuple':
    case 'record':
    case 'scalar':
    case 'enum':
    case 'literal':
    case 'resource':
    case 'unknown':
      return;
  }
}
