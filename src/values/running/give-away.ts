import { rootIdentifier } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { closureOf } from '../names/environment.ts';
import type { FunctionValue, StaticValue } from '../value.ts';
import { captured, namesUnsettled, reachOf } from './exposure.ts';
import { poison, spoil } from './heap.ts';
import { valueOf } from './named-values.ts';
import { mayAct } from './quiet.ts';
import { giveUp, type Run } from './run.ts';
import { assignsOutside, writeSites } from './writes.ts';

/** Notes that code which cannot be followed is given a value, and may change it and call what is in it. */
export function giveAway(run: Run, value: StaticValue, cause: Span): void {
  for (const one of reachOf(run, [value], false)) if (one.kind === 'function' && mayAct(run, one)) giveAwayWhatIsNamed(run, one, cause);
  poison(run, value, cause);
}

/** Whoever has a function that writes may call it at any time. */
function giveAwayWhatIsNamed(run: Run, fn: FunctionValue, cause: Span): void {
  const reached = reachOf(run, [fn], true);
  // What such a function names may be another object by then.
  for (const value of reached)
    if (value.kind === 'function' && (assignsOutside(value) || namesUnsettled(value) || writesToMade(run, value))) giveUp();
  for (const value of captured(run, fn)) poison(run, value, cause);
  spoil(run, reached);
}

/** Whether a function writes to what a library has made, such as a model: a run holds that for one thing, and looks at no member of it. */
function writesToMade(run: Run, fn: FunctionValue): boolean {
  const { node, environment } = closureOf(fn);
  return [...writeSites(fn, true, false)].some(({ holder, scope }) => {
    const root = holder && rootIdentifier(holder);
    const value = root && valueOf({ run, fn: node, value: fn, environment }, root, scope);
    return value?.kind === 'native' && !value.native.items && value.span.file !== '';
  });
}
