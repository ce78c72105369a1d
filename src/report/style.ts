import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours text, or leaves it as it is. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly underline: (text: string) => string;
}

/**
 * The styles of a report. `styleText` of newer Nodes looks at stdout itself and would leave out colours that the user forced:
 * whether to colour is decided once, by `wantsColors`.
 */
export function styleOf(colors: boolean): Style {
  const style = (format: Format): ((text: string) => string) =>
    colors ? (text) => (text === '' ? '' : styleText(format, text, { validateStream: false })) : (text) => text;
  return {
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    yellow: style('yellow'),
    green: style('green'),
    cyan: style('cyan'),
    underline: style('underline'),
  };
}

/**
 * Whether a stream gets colours, as `supports-color` and no-color.org have it: `FORCE_COLOR` with a value, then `NO_COLOR` with a value,
 * then `FORCE_COLOR` without one, then whether it is a terminal that shows them.
 */
export function wantsColors(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced) return !['0', 'false'].includes(forced);
  if (env['NO_COLOR']) return false;
  return forced === '' || (isTerminal && env['TERM'] !== 'dumb');
}
