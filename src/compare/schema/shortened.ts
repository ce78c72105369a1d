const MAX_LENGTH = 80;
/** As much of what two texts have in common is shown before the first difference. */
const BEFORE_DIFFERENCE = 30;

/** A text that may be long, such as code or a pattern, with its end cut off. */
export function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

/** Two texts, one of which became the other, so shortened that the difference is seen. */
export function shortenedPair(text: string, other: string): readonly [string, string] {
  const start = differenceOf(text, other) - BEFORE_DIFFERENCE;
  if (Math.max(text.length, other.length) <= MAX_LENGTH || start <= 0) return [shortened(text), shortened(other)];
  return [shortened(`…${text.slice(start)}`), shortened(`…${other.slice(start)}`)];
}

function differenceOf(text: string, other: string): number {
  let index = 0;
  while (index < text.length && text[index] === other[index]) index += 1;
  return index;
}
