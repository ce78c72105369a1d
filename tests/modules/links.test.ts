import { describe, expect, it } from 'vitest';
import { parseModule } from '../../src/modules/module.ts';

const modules = [
  "export const a = 1, { b, c: [d = 2, ...e] } = f();\nexport * from './x';",
  'export function a() {}\nexport async function* b() {}\nexport class c {}\nexport enum d { e }\nexport namespace f { export const g = 1; }',
  'export default function a() {}',
  'export default class {}',
  'const a = 1;\nexport default a;\nexport { a as b, a as default };',
  "import x, { y, type z } from './x';\nimport * as ns from './y';\nexport { x, y as b, ns };",
  "export { a as b, default as c, type d } from './x';\nexport * as e from './y';",
  "export type { a } from './x';\nexport type * from './y';\nexport type * as b from './z';\nexport interface c {}\nexport type d = 1;",
  'export declare const a: number;\nexport abstract class b {}',
  "export * from './y';\nexport const a = 1;\nexport * from './x';\nexport { z } from './z';\nexport * from './w';",
  "const a = 1;\nexport { a as 'b c' };\nexport { 'd e' as f } from './x';",
  'exports.a = 1;\nmodule.exports.b = 2;',
  'module.exports = { a: 1 };',
  'const a = 1;\nexport = a;',
  'this.a = 1;',
  "Object.assign(exports, { a: 1 });\nObject.defineProperty(exports, 'b', { value: 1 });",
  "import a = require('./x');\nexport import b = a.b;\nexport { a };",
  'export const \\u0061 = 1;',
  '// export const a = 1;\nexport const b = "export { a }";',
  '',
];

describe('what a module exports is known before its tree is made', () => {
  it.each(modules)('%j', (text) => {
    const tree = parseModule('a.ts', text);
    const names = [...tree.exports.keys()];
    for (const name of [...names, 'a', 'b', 'c', 'd', 'default', 'x', 'y', 'z']) {
      const module = parseModule('a.ts', text);
      const mayExport = module.mayExport(name);
      // Types alone may be taken for more than they are.
      if (names.includes(name)) expect([name, mayExport]).toEqual([name, true]);
      expect(module.stars).toEqual(tree.stars);
    }
  });

  it('tells what is not exported without the tree', () => {
    const text = "import { a } from './x';\nexport const b = a;\nexport * from './y';";
    const module = parseModule('a.ts', text);
    expect(['a', 'b', 'default'].map((name) => module.mayExport(name))).toEqual([false, true, false]);
    // Words in the text are enough for a module whose tree has not been made.
    expect(module.mentions(['nowhere'])).toBe(false);
  });
});
