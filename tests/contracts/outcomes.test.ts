import { expect, test } from 'vitest';
import type { Contract } from '../../src/contracts/contract.ts';
import { declaredErrors, declaredSuccesses, statusOf } from '../../src/contracts/outcomes.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith } from '../support/policy.ts';

const META = "meta: { key: 'a.b', version: '1.0.0', stability: 'stable' }";

function read(parts: string, more = ''): Contract {
  const imports = `import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';
import { defineResultCatalog, failure, standardErrors, standardSuccess, success } from '@lssm-tech/lib.contracts-spec/results';`;
  const text = `${imports}\n${more}\nexport const A = defineCommand({ ${META}, ${parts} });`;
  const [contract] = readInventory(memoryTree({ 'src/a.ts': text }), policyWith().read).contracts;
  if (!contract) throw new Error('There is no contract.');
  return contract;
}

/** `NOT_FOUND 404 MISSING`: the name, the status and the GraphQL code, `?` for what cannot be read. */
function errorsOf(contract: Contract): readonly string[] {
  return [...declaredErrors(contract)].map(([name, error]) => {
    const parts = [statusOf(error).status, error.gqlCode].flatMap((part) =>
      part.state === 'absent' ? [] : [part.state === 'known' ? part.value : '?'],
    );
    return [name, ...parts].join(' ');
  });
}

test("some of the framework's standard errors beside own ones", () => {
  const contract = read(
    "io: { input: null, output: null, errors: { ...standardErrors.pick('NOT_FOUND', 'TIMEOUT'), LOCKED: { status: 423 } } }",
  );
  expect(errorsOf(contract)).toEqual(['NOT_FOUND 404', 'TIMEOUT 504', 'LOCKED 423']);
  expect(contract.unresolved).toEqual([]);
});

test('a code that is not one of the standard errors is named, and what it means is not known', () => {
  const contract = read("io: { input: null, output: null, errors: standardErrors.pick('GONE', 'NEWER') }");
  expect(errorsOf(contract)).toEqual(['GONE 410', 'NEWER ? ?']);
  expect(contract.unresolved.map(({ path, reason }) => `${path} ${reason}`)).toEqual(['io.errors.NEWER unknown-call']);
});

test('which errors are picked cannot be told', () => {
  const contract = read(
    'io: { input: null, output: null, errors: standardErrors.pick(code(), "GONE") }',
    'declare function code(): "NOT_FOUND";',
  );
  expect(contract.unresolved.map(({ path, reason }) => `${path} ${reason}`)).toEqual(['io.errors unknown-call']);
});

test('errors that functions of the framework make have a status of their own, or the one that they are given', () => {
  const errors = `{
    A: failure.notFound({ description: 'No such order.', gqlCode: 'NO_ORDER' }),
    B: failure.conflict({ http: 412 }),
    C: failure.internal({ status: 503, http: 500 }),
    D: failure.rateLimited(),
    E: failure.validation({ status: null }),
    F: standardErrors.FORBIDDEN,
  }`;
  expect(errorsOf(read(`io: { input: null, output: null, errors: ${errors} }`))).toEqual([
    'A 404 NO_ORDER',
    'B 412',
    'C 503',
    'D 429',
    'E 422',
    'F 403',
  ]);
});

test('outcomes of a catalogue count with those of io: of two errors of a name the one of io, of two successes the other', () => {
  const contract = read(
    'io: { input: null, output: null, errors: { GONE: { http: 404 } }, success: { OK: { status: 200 }, DONE: { status: 200 } } }, results',
    `const results = defineResultCatalog({
  success: { ...standardSuccess.pick('OK'), LATER: success.queued(), DONE: success.noContent() },
  errors: { GONE: { status: 410 }, LOCKED: { status: 423 } },
});`,
  );
  expect(errorsOf(contract)).toEqual(['GONE 404', 'LOCKED 423']);
  expect([...declaredErrors(contract)].map(([, { path }]) => path)).toEqual(['io.errors.GONE', 'results.errors.LOCKED']);
  expect(declaredSuccesses(contract)).toEqual({ OK: { status: 200 }, DONE: { status: 204 }, LATER: { status: 202 } });
});

test('the newer name of a status counts, and both are kept', () => {
  const contract = read('io: { input: null, output: null, errors: { A: { http: 404, status: 410 } } }');
  expect(errorsOf(contract)).toEqual(['A 410']);
  expect(contract.errors.get('A')).toMatchObject({ http: { value: 404 }, status: { value: 410 } });
});
