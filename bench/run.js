// Measures the built CLI as ratios of paired, interleaved runs: `npm run bench -- --repo <path> [--pairs n] [--only name,…]`.
// Times differ between machines and hours; ratios of neighbours do so less.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from './generate.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const cli = join(here, '..', 'dist', 'cli.js');
const { values: flags } = parseArgs({
  options: { repo: { type: 'string' }, pairs: { type: 'string', default: '5' }, only: { type: 'string' } },
});
const pairs = Number(flags.pairs);
const only = flags.only?.split(',');

/** Wall time in milliseconds and peak memory in MiB of one process. */
function time(command, args, cwd) {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: `--import=${pathToFileURL(join(here, 'report-memory.js')).href}` },
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  return { wall, memory: Number(result.output?.[3]?.toString() ?? 0) / 1024, status: result.status };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Runs two commands in turn, and gives the ratio of their medians. */
function compare(name, target, a, b) {
  if (only && !only.some((one) => name.startsWith(one))) return;
  const runs = { a: [], b: [] };
  for (let pair = 0; pair <= pairs; pair++) {
    const first = a();
    const second = b();
    // The first pair fills the caches of the disk.
    if (pair === 0) continue;
    runs.a.push(first);
    runs.b.push(second);
  }
  // What could not be judged was not measured either.
  for (const { status } of [...runs.a, ...runs.b]) {
    if (status === 0 || status === 1) continue;
    console.log(`${name.padEnd(34)} not measured: exit ${status}`);
    process.exitCode = 1;
    return;
  }
  const [x, y] = [median(runs.a.map((run) => run.wall)), median(runs.b.map((run) => run.wall))];
  const memory = median(runs.a.map((run) => run.memory));
  const statuses = [...new Set(runs.a.map((run) => run.status))].join();
  console.log(
    `${name.padEnd(34)} ${(x / y).toFixed(2).padStart(7)}×  target ${target.padEnd(9)} ${x.toFixed(0).padStart(6)} ms : ${y.toFixed(0)} ms  ${memory.toFixed(0)} MiB  exit ${statuses}`,
  );
}

const bare = () => time(process.execPath, ['-e', '0']);
const run =
  (cwd, ...args) =>
  () =>
    time(process.execPath, [cli, ...args], cwd);

if (flags.repo) {
  const repo = resolve(flags.repo);
  compare('check : node -e 0', '≤ 12', run(repo, 'check', '--format', 'json'), bare);
  compare('list : node -e 0', '≤ 12', run(repo, 'list', '--format', 'json'), bare);
  for (const [back, target] of [
    [10, '≤ 1.25'],
    [100, '≤ 1.35'],
  ]) {
    compare(
      `check --base ~${back} : check`,
      target,
      run(repo, 'check', '--format', 'json', '--base', `HEAD~${back}`),
      run(repo, 'check', '--format', 'json'),
    );
  }
  const files = execFileSync('git', ['grep', '-lE', 'define(Command|Query|Event)\\(', '--', '*.ts'], { cwd: repo, encoding: 'utf8' })
    .trim()
    .split('\n');
  const helper = join(here, 'others.js');
  compare(
    'ESLint, define files : check',
    '≥ 2.5',
    () => time(process.execPath, [helper, 'eslint', repo, ...files], here),
    run(repo, 'check', '--format', 'json'),
  );
  compare(
    'ts.createProgram : check',
    '≥ 2',
    () => time(process.execPath, [helper, 'typescript', repo, ...files], here),
    run(repo, 'check', '--format', 'json'),
  );
  if (!only || only.includes('editor')) {
    const { stdout } = spawnSync(process.execPath, [helper, 'editor', repo, ...files], { encoding: 'utf8' });
    console.log(stdout.trim());
  }
}

const folder = mkdtempSync(join(tmpdir(), 'contracts-governance-bench-'));
try {
  const shapes = [
    ['10× the files', { packages: 20 }, { packages: 200 }, '≤ 11'],
    ['a chain of 10,000 modules : 1,000', { chain: 1_000 }, { chain: 10_000 }, '≤ 11'],
    ['1,000 contracts in a file : 100', { inOneFile: 100 }, { inOneFile: 1_000 }, '≤ 11'],
    ['a file of 50,000 lines : 5,000', { lines: 5_000 }, { lines: 50_000 }, '≤ 11'],
    ['500 overrides, 10,000 tags : preset', { packages: 40 }, { packages: 40, overrides: 500, owners: 1_000, tags: 10_000 }, '≤ 1.20'],
  ];
  for (const [index, [name, small, large, target]] of shapes.entries()) {
    if (only && !only.some((one) => name.startsWith(one))) continue;
    const roots = [small, large].map((shape, side) => generate(join(folder, `${index}-${side}`), shape));
    compare(name, target, run(roots[1], 'check', '--format', 'json'), run(roots[0], 'check', '--format', 'json'));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
