import { describe, expect, it } from 'vitest';
import { readBarrel } from '../../src/modules/barrel.ts';
import { parseModule } from '../../src/modules/module.ts';

const barrels = [
  "export * from './a';\nexport * from './b';\n",
  'export * from "./a"\nexport * from "./b"',
  "export*from'./a';export*from'./b'",
  "// contracts\nexport * from './a'; // all of it\n/* and */ export { b } from './b';",
  "export { a, b as c, default as d, $e as _f } from './a';\n",
  "export {\n  a,\n  b,\n} from './a';\n",
  "export { default } from './a';",
  "export {} from './a';\nexport * from './b';",
  "export type { A } from './a';\nexport type * from './b';\nexport type * as N from './c';\nexport { type B, c } from './d';\n",
  "export { type A as B, c as as } from './a';\n",
  "\r\nexport * from './a';\r\nexport { b } from './b'\r\n",
];

const others = [
  '',
  '// nothing\n',
  "export * as ns from './a';",
  "import './a';\nexport * from './b';",
  "export { a } from './a' with { type: 'json' };",
  "export * from './a' with { type: 'json' };",
  "export * from './a'\nexport const b = 1;",
  "export { 'a b' as c } from './a';",
  "export { a /* b */ } from './a';",
  "export { type } from './a';",
  "export { type as a } from './a';",
  "export { type as as } from './a';",
  'export { a };',
  "export * from './a' export * from './b'",
  "export * from './a\\u0062';",
  "'use client';\nexport * from './a';",
  "export { \\u0061 } from './a';",
  'export * from `./a`;',
];

describe('a module that only re-exports is read as the parser reads it', () => {
  it.each(barrels)('%j', (text) => {
    const module = parseModule('index.ts', text);
    const barrel = readBarrel(text);
    expect(barrel?.stars).toEqual(module.stars);
    expect([...(barrel?.exports ?? [])]).toEqual([...module.exports]);
    expect(barrel).not.toBeNull();
  });
});

describe('what is more than that is left to the parser', () => {
  it.each(others)('%j', (text) => {
    expect(readBarrel(text)).toBeNull();
  });
});
