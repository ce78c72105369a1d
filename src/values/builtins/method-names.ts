/*
 * What JavaScript's own methods of lists, texts, Maps, Sets and promises do, by their names: whether an object has them, or others of the same
 * name, is not always known.
 */

/** Those that give an element. */
export const GIVES_ELEMENT: ReadonlySet<string> = new Set(['get', 'at', 'find', 'findLast', 'pop', 'shift', 'deref']);

/** Those that give a list which nobody else has. */
export const GIVES_NEW_LIST: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'slice',
  'concat',
  'flat',
  'flatMap',
  'split',
  'toSorted',
  'toReversed',
  'toSpliced',
  'with',
]);

/** Those that put what they are given into what they are called on. */
export const PUTS: ReadonlySet<string> = new Set(['push', 'unshift', 'splice', 'fill', 'set', 'add']);

/** Those that call back, for each element, what they are given; of `reduce` the element comes second. */
export const CALLS_BACK: ReadonlySet<string> = new Set([
  'forEach',
  'each',
  'map',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'some',
  'every',
  'flatMap',
  'reduce',
  'reduceRight',
  'sort',
  'toSorted',
  'then',
  'from',
  'groupBy',
]);

/** Functions that do so with what lies in their first argument: `Array.from(list, callback)`, `Object.groupBy(list, callback)`. */
export const CALLS_BACK_WITH_FIRST: ReadonlySet<string> = new Set(['from', 'groupBy']);
