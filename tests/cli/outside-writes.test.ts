import { describe, expect, it } from 'vitest';
import { command } from '../support/sources.ts';
import { cli, repository } from './support.ts';

const files = {
  'contracts-governance.yaml': 'version: 1\nextends: [recommended]\n',
  'src/send.ts': command(),
  'src/tools.ts': `export const touch = (contract: any) => { contract.policy.auth = 'admin'; };
export class Touched { constructor(contract: any) { touch(contract); } }
export const look = (contract: any) => contract.policy.auth;\n`,
};

/** The exit code for a file that is new. */
async function checked(patch: string): Promise<number> {
  const workspace = repository(files);
  workspace.commit('Patch', { 'src/patch.ts': `import { Contract } from './send';\n${patch}\n` });
  return (await cli(workspace.root, ['check', '--base', 'HEAD~1'])).code;
}

describe('a write to a contract from another file owes a version', () => {
  it.each([
    ["import _ from 'lodash';\n_.set(Contract, 'policy.auth', 'admin');", "_.get(Contract, 'policy.auth')"],
    ["import * as _ from 'lodash-es';\n_.merge(Contract, { policy: { auth: 'admin' } });", '_.merge({}, Contract, {})'],
    ["import { assign as put } from 'lodash';\nput(Contract.policy, { auth: 'admin' });", 'put({}, Contract.policy)'],
    ["import defaultsDeep from 'lodash/defaultsDeep';\ndefaultsDeep(Contract, { policy: {} });", 'defaultsDeep({}, Contract)'],
    ["import merge from 'lodash.merge';\nconst mix = merge;\nmix({ Contract }, { Contract: { policy: {} } });", 'mix({}, {})'],
    ["const { unset } = require('lodash');\nunset(Contract, 'policy.auth');", "unset({}, 'policy.auth')"],
    ["const unset = require('lodash/unset');\nunset(Contract, 'policy.auth');", "unset({}, 'policy.auth')"],
    ["const _ = await import('lodash');\n_.set(Contract, 'policy.auth', 'admin');", "_.get(Contract, 'policy.auth')"],
    [
      "import _ from 'lodash';\n_.forEach([Contract], (one: any) => { one.policy.auth = 'admin'; });",
      '_.forEach([Contract], (one: any) => one)',
    ],
    ["import _ from 'lodash';\nimport { touch } from './tools';\n_.each([Contract], touch);", '_.each([{}], touch)'],
    ["const copy: any = { ...Contract };\ncopy.policy.auth = 'admin';", "JSON.parse(JSON.stringify(Contract)).policy.auth = 'admin'"],
    ["Object.assign(Contract.policy, {}).auth = 'admin';", "Object.assign({}, Contract.policy).auth = 'admin'"],
    ["const policy = Object.assign(Contract.policy, {});\npolicy.auth = 'admin';", 'policy.auth'],
    ["new WeakRef(Contract).deref()!.policy.auth = 'admin';", 'new WeakRef(Contract).deref()!.policy.auth'],
    ["import { Touched } from './tools';\nReflect.construct(Touched, [Contract]);", 'Reflect.construct(Touched, [{}])'],
    ["import { touch } from './tools';\nsetTimeout(touch, 0, Contract);", 'setTimeout(touch, 0, {})'],
    ["import { touch } from './tools';\nprocess.nextTick(touch, Contract);", 'process.nextTick(touch, {})'],
    ["const touch = (one: any) => { one.policy.auth = 'admin'; };\nsetImmediate(touch, Contract);", 'setImmediate(touch, {})'],
  ])('%s', async (patch, harmless) => {
    expect(await checked(patch)).toBe(1);
    expect(await checked(`${patch.slice(0, patch.lastIndexOf('\n', patch.length - 2) + 1)}${harmless};`)).toBe(0);
  });

  it('but not one to the copy that immutable functions give', async () => {
    expect(await checked("import { merge, set } from 'lodash/fp';\nset('policy.auth', 'admin', merge(Contract, {}));")).toBe(0);
  });
});

describe('so does what is called begins to write', () => {
  it.each([
    ["import _ from 'lodash';\nexport function tune(one: any) {", "_.set(one, 'policy.auth', 'admin');", 'tune(Contract)'],
    ['export function tune(this: any) {', "this.policy.auth = 'admin';", 'tune.call(Contract)'],
    ['export class tune { constructor(one: any) {', "one.policy.auth = 'admin'; }", 'Reflect.construct(tune, [Contract])'],
    ['export function tune(one: any) {', "one.policy.auth = 'admin';", 'setTimeout(tune, 0, Contract)'],
    ['export const tune = { set target(one: any) {', "one.policy.auth = 'admin'; }", 'tune.target = Contract'],
  ])('%s %s', async (head, body, call) => {
    const tools = (text: string): string => `${head}\n  ${text}\n}\n`;
    const use = `import { Contract } from './send';\nimport { tune } from './tune';\n${call};\n`;
    const empty = body.endsWith('}') ? '}' : '';
    const workspace = repository({ ...files, 'src/tune.ts': tools(empty), 'src/use.ts': use });
    workspace.commit('Same', { 'src/tune.ts': tools(`console.log(1);\n${empty}`) });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD~1'])).code).toBe(0);
    workspace.commit('Write', { 'src/tune.ts': tools(body) });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD~1'])).code).toBe(1);
  });
});
