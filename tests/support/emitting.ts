import { command, type Fields } from './sources.ts';

/**
 * A command with these side effects, `{ … }` as source text, and nothing else that any rule objects to.
 * The text of `sideEffects` begins in line 15 behind `  sideEffects: `, later by the lines of `before`.
 */
export function emitting(
  sideEffects: string,
  options: { readonly meta?: Fields; readonly before?: string; readonly policy?: string } = {},
): string {
  const { meta = {}, policy = "{ auth: 'user' }", ...rest } = options;
  return command(meta, { ...rest, rest: `  io: { input: null, output: null },\n  policy: ${policy},\n  sideEffects: ${sideEffects},\n` });
}
