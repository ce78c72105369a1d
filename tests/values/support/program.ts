import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { STUB_FILES } from './stub.ts';

/** A program: a small repository, as the reader gets it. */
export interface Program {
  readonly files: Readonly<Record<string, string>>;
  /** Files that only running it needs: what a build would have made. */
  readonly built?: Readonly<Record<string, string>>;
  /** Folders by the name of the package that `node_modules` links to them. */
  readonly links?: Readonly<Record<string, string>>;
  /** Set where what one file holds is a contract by what another one does with it: of that an editor, which reads one file, knows nothing. */
  readonly isAcrossFiles?: true;
}

/** What a define function was given. */
export interface Defined {
  readonly kind: 'command' | 'query' | 'event';
  readonly spec: Readonly<Record<string, unknown>>;
}

const require = createRequire(import.meta.url);

/** Running takes longer than this only in a program that does not end. */
const TIMEOUT = 5_000;
export const SOURCE: RegExp = /\.(?:[mc]?[jt]s|[jt]sx)$/;
export const EXCLUDED: RegExp = /\.(?:test|spec)\.|(?:^|\/)(?:__tests__|tests?|fixtures?)\/|\.d\.ts$/;

/**
 * Runs programs for real: bundled by esbuild, which resolves as TypeScript's bundler mode does, from files in a folder of their own.
 * @returns of each what the define functions were given, in the order of the calls, or why it does not run
 */
export async function runPrograms(programs: readonly Program[]): Promise<readonly (readonly Defined[] | Error)[]> {
  const root = mkdtempSync(join(tmpdir(), 'programs-'));
  try {
    write(join(root, 'node_modules'), STUB_FILES);
    const runs = await Promise.allSettled(programs.map((program, index) => run(program, join(root, `program-${index}`))));
    return runs.map((one) => (one.status === 'fulfilled' ? one.value : new Error('the program does not run', { cause: one.reason })));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function run(program: Program, folder: string): Promise<readonly Defined[]> {
  write(folder, { 'package.json': '{ "name": "program" }', ...program.files, ...program.built });
  for (const [name, target] of Object.entries(program.links ?? {})) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, target), link, 'junction');
  }
  const modules = Object.keys(program.files).filter((file) => SOURCE.test(file) && !EXCLUDED.test(file));
  const { outputFiles } = await build({
    stdin: { contents: modules.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'), resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    platform: 'node',
    // What is awaited at the top of a module, only ES modules have; nothing of them is left in the bundle.
    format: 'esm',
    target: 'es2023',
    logLevel: 'silent',
    external: ['node:*'],
  });
  const defined: Defined[] = [];
  const context = createContext({ __defined: defined, console: { log: () => undefined }, structuredClone, require });
  await (runInContext(`(async () => {${outputFiles[0]?.text ?? ''}})()`, context, { timeout: TIMEOUT }) as Promise<void>);
  return defined;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
