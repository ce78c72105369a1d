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

/** Whether a stream gets colours: `--no-color`, then `FORCE_COLOR`, then `NO_COLOR`, then whether it is a terminal. */
export function wantsColors(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>, flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  if (env['FORCE_COLOR'] !== undefined) return !['0', 'false'].includes(env['FORCE_COLOR']);
  if (env['NO_COLOR']) return false;
  return isTerminal && env['TERM'] !== 'dumb';
}
