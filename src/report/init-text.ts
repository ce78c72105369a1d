import type { InferredPolicy } from '../policy/init/init.ts';
import { escapeTerminal } from './escape.ts';
import { styleOf } from './style.ts';

/**
 * What `init` wrote, what it left open, and what to do next.
 * @param written the files
 * @param target the branch that changes are made to
 */
export function initText(
  { questions, notes, codeownersLines }: InferredPolicy,
  written: readonly string[],
  target: string,
  colors: boolean,
): string {
  const style = styleOf(colors);
  const steps = [
    [
      questions > 0
        ? 'Read contracts-governance.yaml and answer the questions in its comments:'
        : 'Read contracts-governance.yaml, change what does not fit, and check:',
      'contracts-governance check',
    ],
    ['Commit the files, and have them owned, in CODEOWNERS:', ...codeownersLines],
    ['Run it in pull requests, where it also judges what changed:', `contracts-governance check --base ${target}`],
  ] as const;
  return [
    ...written.map((file) => `${style.green('✔')} ${escapeTerminal(file)}`),
    ...(notes.length > 0 ? ['', ...notes.map((note) => style.yellow(escapeTerminal(note)))] : []),
    '',
    style.bold('Next'),
    ...steps.flatMap(([text, ...lines], index) => [
      `  ${index + 1}. ${text}`,
      ...lines.map((line) => `       ${style.cyan(escapeTerminal(line))}`),
    ]),
    '',
  ].join('\n');
}
