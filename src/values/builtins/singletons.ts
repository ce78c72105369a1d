import type { StaticValue } from '../value.ts';

/** JavaScript's own objects that are told apart by identity: of each there is one. */
const SINGLETONS = new Set(['Object', 'Array', 'Object.prototype', 'Array.prototype']);

/** Which of JavaScript's own objects a value is; undefined for any other. */
export function singletonName(value: StaticValue): string | undefined {
  return value.kind === 'native' && SINGLETONS.has(value.native.name) ? value.native.name : undefined;
}
