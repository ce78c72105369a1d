/** What fills the placeholders of a message. */
export type MessageData = Readonly<Record<string, string>>;

/**
 * Fills a message template: `{{name}}` is replaced by `data.name`. A rule may report a place without data for it:
 * then the placeholder stays, so that the mistake is seen (the rules' tests refuse it).
 */
export function renderMessage(template: string, data: MessageData = {}): string {
  const filling = fillingOf(template, data);
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
    Object.hasOwn(filling, name) ? (filling[name] ?? '') : placeholder,
  );
}

/** The data as the template shows it: `the command Send`, which has no key to name it by, begins a sentence with a capital. */
export function fillingOf(template: string, data: MessageData): MessageData {
  const name = /^\{\{(\w+)\}\}/.exec(template)?.[1] ?? '';
  const value = Object.hasOwn(data, name) ? data[name] : undefined;
  if (value === undefined || !/^th(?:e|is) (?:command|query|event)\b/.test(value)) return data;
  return { ...data, [name]: `T${value.slice(1)}` };
}
