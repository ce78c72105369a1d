import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

/** A contract whose file asks another one for what that makes when it is first asked, after a module that does so before. */
function asked(name: string, kit: string, owners: string, unreadable: readonly string[] = [], before = ''): Way {
  const files = {
    ...(before && { 'src/0.ts': `import * as all from './kit';\n${before}` }),
    'src/kit.ts': kit,
    'src/a.ts': `${DEFINE}
import * as all from './kit';
export const A = defineCommand({ meta: { key: 'a', version: '1.0.0', owners: ${owners} } } as any);`,
  };
  return [name, { files, isAcrossFiles: true }, unreadable];
}

const KIT = `class Kit { readonly owners = ['@a']; }\nlet kit: Kit | undefined;\n`;
const GET = KIT + 'export function get() { if (!kit) kit = new Kit(); return kit; }\n';
const NOT_ONE = ['meta.owners reassigned'];

readAsTheyRun('what a function makes when it is first called', [
  asked('a name, after a test', GET, 'all.get().owners'),
  asked('a name, by an operator', `${KIT}export const get = () => (kit ??= new Kit());`, 'all.get().owners'),
  asked('a name, by an assignment on a side', `${KIT}export const get = () => kit || (kit = new Kit());`, 'all.get().owners'),
  asked(
    'a name that is given back if it is there',
    `${KIT}export function get() { if (kit) return kit; kit = new Kit(); return kit; }`,
    'all.get().owners',
  ),
  asked(
    'a name that is null at first',
    `let kit: any = null;\nexport const get = () => { if (kit === null) { kit = { owners: ['@a'] }; } return kit; };`,
    'all.get().owners',
  ),
  asked(
    'a private static member',
    `export class Kit { static #one?: Kit; owners = ['@a']; static get() { return (Kit.#one ??= new Kit()); } }`,
    'all.Kit.get().owners',
  ),
  asked(
    'a static member, by a getter',
    `export class Kit { private static one?: Kit; owners = ['@a']; static get one_() { this.one ??= new this(); return this.one; } }`,
    'all.Kit.one_.owners',
  ),
  asked(
    'static members of several classes, by one name',
    ['a', 'b']
      .map(
        (name) =>
          `export class ${name.toUpperCase()} { private static one?: any; owners = ['@${name}']; static get() { if (!this.one) this.one = new this(); return this.one; } }`,
      )
      .join('\n'),
    '[...all.A.get().owners, ...all.B.get().owners]',
  ),
  asked(
    'fields of an instance',
    `class Kit { #owners?: string[]; get owners() { return (this.#owners ??= this.load()); } private load() { return ['@a']; } }\nexport const kit = new Kit();`,
    'all.kit.owners',
  ),
  asked(
    'a member of an object',
    `const state: any = {};\nexport const get = () => { if (!state.kit) state.kit = { owners: ['@a'] }; return state.kit; };`,
    'all.get().owners',
  ),
  asked(
    'in a closure, with a name that tells whether it is there',
    `function once<T>(make: () => T) { let value: T; let done = false; return () => { if (!done) { value = make(); done = true; } return value; }; }\nexport const owners = once(() => ['@a']);`,
    'all.owners()',
  ),
  asked(
    'with what is made of another',
    `${GET}let more: string[] | undefined;\nexport const owners = () => { if (!more) { more = [...get().owners, last()]; } return more; };\nlet one: string | undefined;\nfunction last() { return (one ??= '@z'); }`,
    'all.owners()',
  ),
  asked(
    'beside a counter of the class',
    `export class Kit { static count = 0; private static one?: Kit; owners = ['@a']; constructor() { Kit.count++; } static get() { return (Kit.one ??= new Kit()); } }`,
    'all.Kit.get().owners',
    [],
    'new all.Kit();',
  ),
  asked(
    'what is taken away again',
    `${GET}export const reset = () => { kit = undefined; };`,
    'all.get().owners',
    [],
    'all.get(); all.reset();',
  ),
  [
    'fields of an instance whose class is of another module, made when it is first asked for',
    {
      isAcrossFiles: true,
      files: {
        'src/class.ts': `export class Kit { #owners?: string[]; get owners() { return (this.#owners ??= ['@a']); } }`,
        'src/kit.ts': `import { Kit } from './class';\nlet kit: Kit | undefined;\nexport const get = () => (kit ??= new Kit());`,
        'src/a.ts': `${DEFINE}\nimport { get } from './kit';\nexport const A = defineCommand({ meta: { key: 'a', version: '1.0.0', owners: get().owners } } as any);`,
      },
    },
  ],
  [
    'a method of which makes contracts',
    {
      isAcrossFiles: true,
      files: {
        'src/kit.ts': `${DEFINE}
export class Kit {
  private static one: Kit | undefined;
  static get(): Kit { if (!Kit.one) Kit.one = new Kit('a'); return Kit.one; }
  private constructor(private readonly area: string) {}
  command(name: string) { return defineCommand({ meta: { key: this.area + '.' + name, version: '1.0.0', owners: ['@' + this.area] } } as any); }
}`,
        'src/a.ts': `import { Kit } from './kit';\nexport const A = Kit.get().command('one');\nexport const B = Kit.get().command('two');`,
        'src/b.ts': `import { Kit } from './kit';\nconst kit = Kit.get();\nexport const C = kit.command('three');`,
      },
    },
  ],
  [
    'in the file of its contracts, which registers them as well',
    `${DEFINE}
import type { OperationSpecRegistry } from '@lssm-tech/lib.contracts-spec';
export class Kit { static made = 0; private static one?: Kit; owners = ['@a']; static get() { Kit.made++; if (!Kit.one) Kit.one = new Kit(); return Kit.one; } }
export const A = defineCommand({ meta: { key: 'a', version: '1.0.0', owners: Kit.get().owners } } as any);
export function register(registry: OperationSpecRegistry) { return registry.register(A); }`,
  ],
]);

readAsTheyRun('what depends on who calls a function first, or when', [
  asked(
    'what is given to it',
    `class Kit { constructor(readonly owners: string[]) {} }\nlet kit: Kit | undefined;\nexport function get(owner = '@a') { if (!kit) kit = new Kit([owner]); return kit; }`,
    'all.get().owners',
    NOT_ONE,
    "all.get('@b');",
  ),
  asked(
    'what it is told before',
    `let team = '@a';\nexport const use = (one: string) => { team = one; };\nlet kit: any;\nexport function get() { if (!kit) kit = { owners: [team] }; return kit; }`,
    'all.get().owners',
    NOT_ONE,
    "all.use('@b');",
  ),
  asked(
    'what is written to before',
    `const config = { team: '@a' };\nexport const use = (one: string) => { config.team = one; };\nlet kit: any;\nexport function get() { if (!kit) kit = { owners: [config.team] }; return kit; }`,
    'all.get().owners',
    NOT_ONE,
    "all.use('@b');",
  ),
  asked(
    'another function that makes it',
    `let kit: any;\nexport const init = () => (kit ??= { owners: ['@b'] });\nexport function get() { if (!kit) kit = { owners: ['@a'] }; return kit; }`,
    'all.get().owners',
    NOT_ONE,
    'all.init();',
  ),
  asked(
    'another function that sets it',
    `${GET}export const set = (one: any) => { kit = one; };`,
    'all.get().owners',
    NOT_ONE,
    "all.set({ owners: ['@b'] });",
  ),
  asked(
    'a method that writes to it',
    `class Kit { owners = ['@a']; add(one: string) { this.owners.push(one); } }\nlet kit: Kit | undefined;\nexport function get() { if (!kit) kit = new Kit(); return kit; }`,
    'all.get().owners',
    NOT_ONE,
    "all.get().add('@b');",
  ),
  asked(
    'by which class it is called',
    `export class Kit { private static one?: Kit; owners = ['@a']; static get() { if (!Kit.one) Kit.one = new this(); return Kit.one; } }\nexport class Other extends Kit { owners = ['@b']; }`,
    'all.Kit.get().owners',
    ['meta.owners mutated'],
    'all.Other.get();',
  ),
  asked(
    'a counter',
    `let count = 0;\nexport const next = () => ++count;\nlet kit: any;\nexport function get() { if (!kit) kit = { owners: ['@' + next()] }; return kit; }`,
    'all.get().owners',
    NOT_ONE,
    'all.next();',
  ),
  asked('whether it is there yet', `${GET}export const peek = () => kit?.owners ?? ['@none'];`, 'all.peek()', NOT_ONE, 'all.get();'),
]);

readAsTheyRun('what a module gives out, and may change later', [
  asked(
    'by a function that nothing names before',
    `const config = { team: '@a' };\nclass Kit { get owners() { return [config.team]; } }\nexport const kit = new Kit();\nexport const tools = () => ({ use });\nfunction use(one: string) { config.team = one; }`,
    'all.kit.owners',
    ['meta.owners unknown-call'],
    "all.tools().use('@b');",
  ),
  asked(
    'by a function that writes to what another one gives',
    `const kit = { owners: ['@a'] };\nexport const get = () => kit;\nclass Kits { get kit() { return get(); } }\nexport const kits = new Kits();\nexport const add = (one: string) => { const { owners } = get(); owners.push(one); };`,
    'all.kits.kit.owners',
    ['meta.owners unknown-call'],
    "all.add('@b');",
  ),
  asked(
    'a function that a class holds',
    `export class Kit { static make = () => ['@a']; static use(make: () => string[]) { Kit.make = make; } }`,
    'all.Kit.make()',
    ['meta.owners mutated'],
    "all.Kit.use(() => ['@b']);",
  ),
]);
