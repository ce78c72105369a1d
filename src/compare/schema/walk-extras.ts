import type { ObjectSchema, Schema } from '../../contracts/schema/schema.ts';
import type { SchemaRow } from './catalogue/row.ts';
import { describeSchema } from './describe.ts';
import { amongFields, completed } from './model-pair.ts';
import type { ModelPair } from './model-pair.ts';
import { report, textOf } from './walk.ts';
import type { Place, Walk } from './walk.ts';

/** What is said of fields that are not declared. */
export function walkExtras(pair: ModelPair): void {
  const { walk, place, base, head } = pair;
  const [before, after] = [base.catchall, head.catchall];
  if (before && after) {
    const lift: Place['lift'] = (end, value, around) => {
      const key = ['extra', 'extra_', 'extra__'].find((one) => !base.fields.has(one) && !head.fields.has(one));
      const whole = key === undefined ? undefined : completed(pair, key, new Map([[key, value]]), end, around);
      return whole && place.lift(end, whole, around);
    };
    walk.type({ ...place, path: `${place.path}.catchall`, lift }, before, after);
    return;
  }
  const text = {
    ...textOf(base, head),
    before: before ? describeSchema(before) : base.unknownFields,
    after: after ? describeSchema(after) : head.unknownFields,
  };
  if (before || after) {
    const bare = (model: ObjectSchema): Schema => {
      const { constraints: _, ...rest } = model;
      return { ...rest, fields: new Map() };
    };
    const verdict = walk.judge.compare(bare(base), bare(head));
    report(walk, amongFields(pair, ''), before ? 'extra-fields-removed' : 'extra-fields-added', text, verdict);
    return;
  }
  const row = undeclaredRow(walk, base.unknownFields, head.unknownFields);
  if (row) report(walk, place, row, text, { kind: 'fits' });
}

/** What a change of the treatment of undeclared fields is called; null when it is none on this side. */
function undeclaredRow(
  { judge, options }: Walk,
  before: ObjectSchema['unknownFields'],
  after: ObjectSchema['unknownFields'],
): SchemaRow | null {
  const isAccepted = (rule: ObjectSchema['unknownFields']): boolean =>
    judge.side !== 'input' || rule === 'keep' || (rule === 'drop' && options.unknownFields === 'drop');
  if (isAccepted(before) !== isAccepted(after)) return isAccepted(after) ? 'undeclared-fields-accepted' : 'undeclared-fields-refused';
  if ((before === 'keep') === (after === 'keep')) return null;
  return after === 'keep' ? 'undeclared-fields-kept' : 'undeclared-fields-dropped';
}
