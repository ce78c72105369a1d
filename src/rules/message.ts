/**
 * Fills a message template: `{{name}}` is replaced by `data.name`. A rule may report a place without data for it:
 * then the placeholder stays, so that the mistake is seen (the rules' tests refuse it).
 */
export function renderMessage(template: string, data: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => (Object.hasOwn(data, name) ? (data[name] ?? '') : placeholder));
}
