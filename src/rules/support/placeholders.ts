/** A slot of a template that nobody has filled: `<description>`, `{{ goal }}`, `${context}`, `<!-- … -->`. */
const SLOT = /^(?:<[^<>]*>|\{\{[^{}]*\}\}|\$\{[^{}]*\})[.!]?$/;

const LEADING_SIGNS = /^[\s"'([{<.…/*#-]+/;
const TRAILING_SIGNS = /[\s"')\]}>.…/*!?:-]+$/;

/**
 * Whether a text only holds the place of one: it has no letter, or one over and over, is a slot or the name of its own field, or a placeholder
 * leads it or is a later sentence (`Sends it. TODO: retries`). Words inside a sentence are words: a contract may be about to-do lists.
 */
export function isPlaceholder(text: string, field: string, placeholders: readonly string[]): boolean {
  const whole = wordsOf(text);
  if (isWordless(whole) || /^(.)\1{2,}$/u.test(whole)) return true;
  if (whole === field || SLOT.test(text.trim())) return true;
  const [first = '', ...later] = text.trim().split(/(?<=[.!?;])\s+|\s*\n\s*/);
  return placeholders.some(
    (placeholder) =>
      leads(first, placeholder) || whole === placeholder.toLowerCase() || later.some((sentence) => stands(sentence, placeholder)),
  );
}

/** Whether what stands in the place of a name is none: `TODO`, `n/a`, `-`. A word inside a name is part of it: `todo-team`. */
export function isPlaceholderName(text: string, placeholders: readonly string[]): boolean {
  const whole = wordsOf(text);
  return isWordless(whole) || placeholders.some((placeholder) => whole === placeholder.toLowerCase());
}

function isWordless(text: string): boolean {
  return !/[a-z0-9]/.test(text) && !/[\p{L}\p{N}]/u.test(text);
}

/** The text in small letters, without the signs around it. */
function wordsOf(text: string): string {
  return text.trim().replace(LEADING_SIGNS, '').replace(TRAILING_SIGNS, '').toLowerCase();
}

/** Of one word in capitals or before a colon (`TODO write this`, `todo: …`), of several words in any case: `Lorem ipsum dolor …`. */
function leads(text: string, placeholder: string): boolean {
  const [lead, after] = beginningOf(text, placeholder);
  if (lead.toLowerCase() !== placeholder.toLowerCase() || /[\p{L}\p{N}_]/u.test(after)) return false;
  return after === ':' || placeholder.includes(' ') || (lead !== placeholder.toLowerCase() && lead === placeholder.toUpperCase());
}

/** `TODO: …`, `TODO(name): …`, or nothing else: in a later sentence a word in capitals alone may be the name of a state. */
function stands(sentence: string, placeholder: string): boolean {
  if (wordsOf(sentence) === placeholder.toLowerCase()) return true;
  const [lead, after] = beginningOf(sentence, placeholder);
  return lead.toLowerCase() === placeholder.toLowerCase() && (after === ':' || after === '(');
}

function beginningOf(text: string, placeholder: string): readonly [lead: string, after: string] {
  const bare = text.replace(LEADING_SIGNS, '');
  return [bare.slice(0, placeholder.length), bare.charAt(placeholder.length)];
}
