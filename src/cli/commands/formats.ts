import { resolve } from 'node:path';
import { didYouMean } from '../../policy/nearest.ts';
import type { Reporter } from '../../report/options.ts';
import { UsageError } from '../failure.ts';

/** A report and where it goes: an absolute path, or null for stdout. */
export interface Destination {
  readonly format: string;
  readonly file: string | null;
}

/** Each format is loaded when it is asked for. */
const REPORTERS: ReadonlyMap<string, () => Promise<Reporter>> = new Map([
  ['stylish', async () => (await import('../../report/stylish.ts')).stylish],
  ['json', async () => (await import('../../report/json.ts')).json],
  ['sarif', async () => (await import('../../report/sarif.ts')).sarif],
  ['github', async () => (await import('../../report/github.ts')).github],
  ['gitlab', async () => (await import('../../report/gitlab.ts')).gitlab],
  ['junit', async () => (await import('../../report/junit.ts')).junit],
  ['markdown', async () => (await import('../../report/markdown.ts')).markdown],
  ['rdjsonl', async () => (await import('../../report/rdjsonl.ts')).rdjsonl],
]);

/** Formats that may share stdout: annotations are lines among others. */
const SHARES_STDOUT = new Set(['stylish', 'github']);

/**
 * Reads the values of `--format`, whose files are relative to `folder`. Without any it is `stylish`, and `github` too where GitHub Actions runs the command.
 * @throws {UsageError} on an unknown format, or on two documents in one place
 */
export function parseFormats(
  values: readonly string[] | undefined,
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): readonly Destination[] {
  if (!values || values.length === 0) {
    return ['stylish', ...(env['GITHUB_ACTIONS'] === 'true' ? ['github'] : [])].map((format) => ({ format, file: null }));
  }
  const destinations = values.map((value) => parseFormat(value, folder));
  const places = new Map<string, string>();
  for (const { format, file } of destinations) {
    const place = file ?? 'stdout';
    const other = places.get(place);
    if (other !== undefined && !(file === null && other !== format && SHARES_STDOUT.has(other) && SHARES_STDOUT.has(format))) {
      throw new UsageError(
        `--format ${other} and --format ${format} both write to ${file === null ? place : `"${place}"`}.`,
        `Send one to a file: --format ${format}=report.txt.`,
      );
    }
    places.set(place, format);
  }
  return destinations;
}

function parseFormat(value: string, folder: string): Destination {
  const equals = value.indexOf('=');
  const format = equals < 0 ? value : value.slice(0, equals);
  const file = equals < 0 ? null : value.slice(equals + 1);
  if (!REPORTERS.has(format)) {
    throw new UsageError(
      `There is no format "${format}".`,
      didYouMean(format, REPORTERS.keys()) ?? `Formats: ${[...REPORTERS.keys()].join(', ')}.`,
    );
  }
  if (file === '')
    throw new UsageError(`--format ${value} names no file.`, `Write --format ${format}=<file>, or --format ${format} for stdout.`);
  return { format, file: file === null ? null : resolve(folder, file) };
}

export async function loadReporter(format: string): Promise<Reporter> {
  const load = REPORTERS.get(format);
  if (!load) throw new UsageError(`There is no format "${format}".`);
  return load();
}
