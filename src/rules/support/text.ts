/** `"a", "b" and "c"`; of a long list the first few and how many more there are. */
export function listed(items: readonly string[], most = 6): string {
  return joined(
    items.map((item) => `"${item}"`),
    most,
  );
}

/** `a, b and c`; of a long list the first few and how many more there are. */
export function joined(items: readonly string[], most = 6): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** `sideEffects.emits[0].key`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
