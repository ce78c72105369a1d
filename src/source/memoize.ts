interface Kept<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** What is kept under a key; where that is nothing, it is made and kept. Null is something. */
export function getOrMake<K, V>(kept: Kept<K, V>, key: K, make: (key: K) => V): V {
  let value = kept.get(key);
  if (value === undefined) kept.set(key, (value = make(key)));
  return value;
}

/** The function with a memory: it runs once for each argument. One that gives undefined, or throws, is run again. */
export function memoize<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => getOrMake(made, key, make);
}

/** The same for objects: what was made of one lives as long as that. */
export function memoizeWeakly<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => getOrMake(made, key, make);
}
