import { count } from '../source/count.ts';

const MAX_NOTES = 10;

/** The notes of a result for people: the first of many, and how many more there are. */
export function shownNotes(notes: readonly string[]): readonly string[] {
  if (notes.length <= MAX_NOTES) return notes;
  return [...notes.slice(0, MAX_NOTES), `${count(notes.length - MAX_NOTES, 'more note')}.`];
}
