import { emptySlots } from '../builtins/array-functions.ts';
import { globalValue } from '../builtins/globals.ts';
import { slots } from '../builtins/method.ts';
import type { Environment } from '../names/environment.ts';
import { native, type StaticValue } from '../value.ts';
import { makeCollection } from './collections.ts';
import { commonJsName } from './common-js.ts';
import { giveUp, type Run } from './run.ts';

/** Names of JavaScript's own that a run knows better. */
export function ownGlobal(run: Run, name: string, environment: Environment): StaticValue | undefined {
  const [, weak, kind] = /^(Weak)?(Map|Set)$/.exec(name) ?? [];
  if (kind !== undefined) return makeCollection(run, kind === 'Map', weak !== undefined);
  if (name === 'Array') {
    const plain = globalValue(name, { file: environment.module.file, start: 0, end: 0 });
    if (plain?.kind !== 'native') return plain;
    return native(
      {
        ...plain.native,
        call({ args, span }) {
          const [only] = args;
          if (args.length !== 1 || only?.value.kind !== 'literal' || typeof only.value.value !== 'number') return slots(args, span);
          const list = slots(emptySlots(only.value.value, span) ?? giveUp(), span);
          return list.items.length > 0 ? { ...list, hasHoles: true } : list;
        },
      },
      plain.span,
    );
  }
  return commonJsName(run, name, environment.module);
}
