const PLACEHOLDER = /\{\{\s*([\w-]+)\s*\}\}/g;

/**
 * Fills a message template: `{{name}}` is replaced by `data.name`, as ESLint does it.
 * A name without data stays as it is, so that a mistake in a rule is seen.
 */
export function renderMessage(template: string, data: Readonly<Record<string, string>> = {}): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(data, name) ? (data[name] ?? whole) : whole));
}
