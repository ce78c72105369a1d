import { beforeAll, describe, expect, test } from 'vitest';
import type { ReadOptions } from '../../../src/contracts/inventory.ts';
import { readFile } from '../../../src/contracts/read-file.ts';
import { readInventory } from '../../../src/contracts/read.ts';
import { frameworkModules } from '../../../src/policy/define-imports.ts';
import { contractToJson } from '../../../src/report/contract-json.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { type Expected, expectedOf } from './expected.ts';
import { type Defined, EXCLUDED, type Program, runPrograms, SOURCE } from './program.ts';

export const OPTIONS: ReadOptions = {
  include: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
  exclude: ['**/*.{test,spec}.*', '**/{__tests__,test,tests,fixture,fixtures}/**'],
  modules: frameworkModules(),
};

/** For the first line of a module. */
export const DEFINE = `import { defineCommand, defineQuery, defineEvent } from '@lssm-tech/lib.contracts-spec';`;

/**
 * A way to write contracts: its name, the program (one text is `src/a.ts`), and what of it is not readable, as `path reason`,
 * each of the contract whose key comes before it where there are several: `a.b: meta.owners parameter`.
 */
export type Way = readonly [name: string, program: string | Program['files'] | Program, unreadable?: readonly string[] | undefined];

/** Tests that programs read as they run: every field equal, or null and listed as unreadable exactly where that is declared. */
export function readAsTheyRun(theme: string, ways: readonly Way[]): void {
  describe(theme, () => {
    const programs = ways.map(([, program]) => programOf(program));
    let runs: readonly (readonly Defined[] | Error)[] = [];
    beforeAll(async () => {
      runs = await runPrograms(programs);
    });
    test.each(ways.map(([name, , unreadable], index) => ({ name, index, unreadable: unreadable ?? [] })))(
      '$name',
      ({ index, unreadable }) => {
        const program = programs[index]!;
        const run = runs[index]!;
        if (run instanceof Error) throw run;
        const ran = inOrder(
          run.map((defined) => expectedOf(defined, run)),
          (expected) => expected,
        );
        const read = readProgram(program.files);
        expect(ran.length, 'the program defines contracts').toBeGreaterThan(0);
        const names = ran.map((expected, at) => nameOf(read[at]?.said.key === null ? read[at].said : expected));
        expect(read.map(({ said }) => nameOf(said))).toEqual(names);
        const wrong = ran.flatMap((expected, at) => wronglyRead(expected, read[at]!));
        expect(wrong, wrong.join('\n')).toEqual([]);
        const unread = unreadOf(read);
        expect(unread, unread.join('\n')).toEqual([...unreadable].sort());
        if (program.isAcrossFiles) return;
        expect(readFileByFile(program.files), 'an editor, which reads one file, finds the same').toEqual(placesIn(program.files));
      },
    );
  });
}

function programOf(program: string | Program['files'] | Program): Program {
  if (typeof program === 'string') return { files: { 'src/a.ts': program } };
  return isProgram(program) ? program : { files: program };
}

function isProgram(program: Program['files'] | Program): program is Program {
  return typeof program['files'] === 'object';
}

export interface ReadContract {
  readonly said: Expected;
  /** Paths with their reasons. */
  readonly unresolved: readonly { readonly path: string; readonly reason: string }[];
}

/** What the reader says of a program, without places. */
export function readProgram(files: Program['files']): readonly ReadContract[] {
  const inventory = readInventory(memoryTree(files), OPTIONS);
  const contracts = inventory.contracts.map((contract): ReadContract => {
    const { unresolved, ...said } = contractToJson(contract, inventory, null) as Expected & Pick<ReadContract, 'unresolved'>;
    const places = new Set(['file', 'line', 'column', 'exportName', 'definedAt', 'package', 'catalog']);
    return { said: Object.fromEntries(Object.entries(said).filter(([field]) => !places.has(field))) as Expected, unresolved };
  });
  return inOrder(contracts, ({ said }) => said);
}

/** Every contract of a program with its place, as one reading of the whole finds them. */
function placesIn(files: Program['files']): readonly string[] {
  const inventory = readInventory(memoryTree(files), OPTIONS);
  return inventory.contracts.map((contract) => JSON.stringify(contractToJson(contract, inventory, null))).sort();
}

/** The same, from a reading of each file by itself; of an excluded file only what the whole has. */
function readFileByFile(files: Program['files']): readonly string[] {
  const tree = memoryTree(files);
  const judged = new Set(readInventory(tree, OPTIONS).contracts.map(({ file }) => file));
  const inventories = Object.keys(files)
    .filter((file) => judged.has(file) || (SOURCE.test(file) && !EXCLUDED.test(file)))
    .map((file) => readFile(tree, OPTIONS, file));
  return inventories
    .flatMap((inventory) => inventory.contracts.map((contract) => JSON.stringify(contractToJson(contract, inventory, null))))
    .sort();
}

const META = ['context', 'description', 'domain', 'goal', 'key', 'owners', 'stability', 'tags', 'title', 'version'].map(
  (name) => `meta.${name}`,
);

/** `path reason` of all that is not read; `meta.* reason` where nothing of `meta` is, `* reason` where nothing is of the whole argument. */
export function unreadOf(contracts: readonly ReadContract[]): readonly string[] {
  return contracts
    .flatMap(({ said, unresolved }) => {
      const label = contracts.length > 1 ? `${String(said.key)}: ` : '';
      const reasons = [...new Set(unresolved.map(({ reason }) => reason))].join();
      const hasAll = META.every((name) => unresolved.some(({ path }) => path === name));
      if (hasAll && unresolved.some(({ path }) => path === 'capability')) return [`${label}* ${reasons}`];
      const others = hasAll ? unresolved.filter(({ path }) => !META.includes(path)) : unresolved;
      return [...(hasAll ? [`${label}meta.* ${reasons}`] : []), ...others.map(({ path, reason }) => `${label}${path} ${reason}`)];
    })
    .sort();
}

export function inOrder<T>(items: readonly T[], contractOf: (item: T) => Expected): readonly T[] {
  const name = (item: T): string => nameOf(contractOf(item));
  return [...items].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}

function nameOf({ kind, key }: Expected): string {
  return `${String(key)} ${kind}`;
}

const EFFECTS = new Set(['emits', 'audit', 'analytics']);
const WHOLE = new Set(['policy', 'io', 'results', 'execution', 'transport', 'acceptance', 'capability', 'payload', 'pii', 'kind']);

/** Where what was read is another value than what ran, and not said to be unreadable: `path: ran …, read …`. */
export function wronglyRead(ran: Expected, { said, unresolved }: ReadContract): readonly string[] {
  const isListed = (path: string): boolean =>
    unresolved.some(
      ({ path: listed }) =>
        path === listed || path.startsWith(`${listed}.`) || path.startsWith(`${listed}[`) || path === listed.replace('.ref.', '.'),
    );
  const wrong: string[] = [];
  const visit = (value: unknown, read: unknown, path: string): void => {
    if ((read === null && value !== null && isListed(path)) || isUnknownSchema(read)) return;
    const isSame =
      isComposite(value) && isComposite(read)
        ? Array.isArray(value) === Array.isArray(read) && namesOf(value) === namesOf(read)
        : Object.is(value, read);
    if (!isSame) wrong.push(`${path}: ran ${JSON.stringify(value)}, read ${JSON.stringify(read)}`);
    else if (isComposite(value) && isComposite(read)) {
      const inner = (name: string): string => (Array.isArray(value) ? `${path}[${name}]` : path === '' ? pathOf(name) : `${path}.${name}`);
      for (const name of Object.keys(value)) visit(value[name], read[name], inner(name));
    }
  };
  visit(ran, said, '');
  return wrong;
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** In their order, which is part of a contract's bytes in every format. */
function namesOf(value: Readonly<Record<string, unknown>>): string {
  return Object.keys(value).join('\n');
}

/** Where a field of the inventory stands in what the define function is given. */
function pathOf(field: string): string {
  if (WHOLE.has(field)) return field;
  return EFFECTS.has(field) ? `sideEffects.${field}` : `meta.${field}`;
}

function isUnknownSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unknown';
}
