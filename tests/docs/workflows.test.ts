import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = new URL('../../.github/workflows/', import.meta.url);

describe.each(readdirSync(folder))('the workflow %s', (name) => {
  const workflow = parse(readFileSync(new URL(name, folder), 'utf8')) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('runs only actions that cannot change', () => {
    expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });
  it('puts nothing of an event into a script', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });
  it('may write only where a job says so, never for pull requests, and ends', () => {
    expect(Object.values(workflow.permissions).filter((permission) => permission !== 'read')).toEqual([]);
    if ('pull_request' in workflow.on) expect(Object.values(workflow.jobs).filter((job) => job.permissions)).toEqual([]);
    expect(Object.values(workflow.jobs).filter((job) => !job['timeout-minutes'])).toEqual([]);
  });
  it('runs scripts that exist', () => {
    const scripts = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script));
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });
});
