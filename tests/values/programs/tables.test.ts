import { DEFINE, readAsTheyRun } from '../support/agree.ts';

readAsTheyRun('tables and functions', [
  [
    'contracts in an object',
    `${DEFINE}
export const contracts = {
  create: defineCommand({ meta: { key: 'a.create', version: '1.0.0' } }),
  events: { done: defineEvent({ meta: { key: 'a.done', version: '1.0.0' }, payload: null }) },
};`,
  ],
  [
    'contracts in an array',
    `${DEFINE}
export default [defineCommand({ meta: { key: 'a.one', version: '1.0.0' } }), ...[defineQuery({ meta: { key: 'a.two', version: '1.0.0' } })]];`,
  ],
  [
    'contracts that are mapped from names',
    `${DEFINE}
export const contracts = ['one', 'two'].map((name) => defineCommand({ meta: { key: 'a.' + name, version: '1.0.0' } }));`,
  ],
  [
    'contracts that are mapped from a table of another file',
    {
      'src/table.ts': `export const TABLE = { create: { goal: 'Make' }, remove: { goal: 'Take away' } } as const;`,
      'src/a.ts': `${DEFINE}
import { TABLE } from './table';
export const contracts = Object.entries(TABLE).map(([name, { goal }]) => defineCommand({ meta: { key: 'a.' + name, version: '1.0.0', goal } }));`,
    },
  ],
  [
    'a function of a table, which writes to the table',
    `${DEFINE}
const table: any = { goal: 'one', change(to: string) { this.goal = to; }, other: function () { table.goal = 'three'; } };
table[['cha', 'nge'].join('')]('two');
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', goal: table.goal } });`,
  ],
  [
    'a function of another place, in a table, which writes to the table',
    `${DEFINE}
function change(this: any, to: string) { this.goal = to; }
const table: any = { goal: 'one', change };
table[['cha', 'nge'].join('')]('two');
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', goal: table.goal } });`,
  ],
  [
    'contracts as values of Object.fromEntries',
    `${DEFINE}
export const contracts = Object.fromEntries(['one', 'two'].map((name) => [name, defineQuery({ meta: { key: 'a.' + name, version: '1.0.0' } })]));`,
  ],
  [
    'flatMap to two contracts each',
    `${DEFINE}
export const contracts = ['one', 'two'].flatMap((name) => [
  defineCommand({ meta: { key: name + '.set', version: '1.0.0' } }),
  defineQuery({ meta: { key: name + '.get', version: '1.0.0' } }),
]);`,
  ],
  [
    'a factory that is mapped over names',
    `${DEFINE}
const make = (name: string) => defineCommand({ meta: { key: 'a.' + name, version: '1.0.0' } });
export const contracts = ['one', 'two'].map(make);
export const more = ['three'].map((name) => make(name));`,
  ],
  [
    'values from a table',
    `${DEFINE}
const META = { create: { key: 'a.create', version: '1.0.0', owners: ['@a'] }, list: ['a.list', '2.0.0'] } as const;
export const A = defineCommand({ meta: { ...META.create, owners: [...META.create.owners] } });
export const B = defineQuery({ meta: { key: META['list'][0], version: META.list[1] } });`,
  ],
  [
    'a table that is looked up by a name',
    `${DEFINE}
const OWNERS: Record<string, string[]> = { billing: ['@billing'], identity: ['@identity'] };
const team = 'billing';
const make = (name: string, of: string) => defineCommand({ meta: { key: of + '.' + name, version: '1.0.0', owners: OWNERS[of] } });
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: OWNERS[team] } });
export const B = make('login', 'identity');
export const C = make('other', 'nowhere');`,
  ],
  [
    'a contract in a function',
    `${DEFINE}
export function tools() {
  const contract = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: ['tool'] } });
  return [contract, defineQuery({ meta: { key: 'a.two', version: '1.0.0' } })];
}
tools();`,
  ],
  [
    'a contract in a function whose parameters do not matter to it',
    `${DEFINE}
function register(registry: { add(contract: unknown): void }) {
  const owner = '@a';
  registry.add(defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner] } }));
}
register({ add: () => undefined });`,
  ],
  [
    'a contract in a function, with a part that comes from a parameter',
    `${DEFINE}
export function register(owner: string) {
  return defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner] } });
}
export const A = register('@a');`,
  ],
  [
    'contracts by forEach',
    `${DEFINE}
const all: unknown[] = [];
['one', 'two'].forEach((name) => { all.push(defineCommand({ meta: { key: 'a.' + name, version: '1.0.0' } })); });`,
  ],
  [
    'contracts in a class',
    `${DEFINE}
export class Contracts {
  static readonly create = defineCommand({ meta: { key: 'a.create', version: '1.0.0' } });
  static { defineQuery({ meta: { key: 'a.block', version: '1.0.0' } }); }
  readonly list = defineQuery({ meta: { key: 'a.list', version: '1.0.0' } });
}
new Contracts();`,
  ],
  [
    'contracts in a namespace and a block',
    `${DEFINE}
export namespace billing { export const pay = defineCommand({ meta: { key: 'a.pay', version: '1.0.0' } }); }
{
  const owner = '@block';
  defineQuery({ meta: { key: 'a.get', version: '1.0.0', owners: [owner] } });
}
if (true) defineEvent({ meta: { key: 'a.done', version: '1.0.0' }, payload: null });`,
  ],
  [
    'a contract given straight to a call',
    `${DEFINE}
const registry = { register(contract: unknown) { return this; } };
registry.register(defineCommand({ meta: { key: 'a.one', version: '1.0.0' } })).register(defineCommand({ meta: { key: 'a.two', version: '1.0.0' } }));`,
  ],
  [
    'a contract as a default parameter, a default in a pattern and in a template',
    `${DEFINE}
const use = (contract = defineCommand({ meta: { key: 'a.default', version: '1.0.0' } })) => contract;
use();
const { found = defineQuery({ meta: { key: 'a.pattern', version: '1.0.0' } }) } = {} as any;
void found;
void \`\${defineEvent({ meta: { key: 'a.happened', version: '1.0.0' }, payload: null })}\`;`,
  ],
  [
    'a contract in JSX',
    {
      'src/a.tsx': `${DEFINE}
const React = { createElement: (..._: unknown[]) => null };
export const page = <div title="x" data-contract={defineCommand({ meta: { key: 'a.one', version: '1.0.0' } })}>{defineQuery({ meta: { key: 'a.two', version: '1.0.0' } })}</div>;`,
    },
  ],
  [
    'a contract that is made of another one',
    `${DEFINE}
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: ['@a'], tags: ['t'] } });
export const B = defineCommand({ ...A, meta: { ...A.meta, key: 'a.two', tags: [...A.meta.tags, 'more'] } });`,
  ],
  [
    'a contract in a field initialiser with a private name, and in an accessor',
    `${DEFINE}
class Holder {
  static #owner = '@private';
  static get contract() { return defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [Holder.#owner] } }); }
}
void Holder.contract;`,
  ],
]);
