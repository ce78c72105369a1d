import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

const A = `export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: ['x'].map((tag) => tag + '!'), owners: Object.keys({ o: 1 }), title: ' t '.trim() } });`;

const replaced = (code: string, ...unread: readonly string[]): Way => [
  code,
  `${DEFINE}\n${code}\n${A}`,
  unread.map((field) => `meta.${field} mutated`),
];

readAsTheyRun('functions of JavaScript’s own that are replaced', [
  replaced(`Array.prototype.map = function () { return ['other']; } as any;`, 'tags'),
  replaced(`Object.keys = () => ['other'];`, 'owners'),
  replaced(`String.prototype['trim'] = () => 'other';`, 'title'),
  replaced(`(Array.prototype as any).map = () => ['other'];`, 'tags'),
  replaced(`Object.defineProperty(Array.prototype, 'map', { value: () => ['other'] });`, 'tags'),
  replaced(`Object.assign(String.prototype, { trim: () => 'other' });`, 'title'),
  replaced(`const own: any = Array.prototype;\nown.map = () => ['other'];`, 'tags'),
  replaced(`function install() { String.prototype.trim = () => 'other'; }\ninstall();`, 'title'),
  [
    'in another file, that a third one imports',
    {
      files: {
        'src/patch.ts': `String.prototype.trim = () => 'other';\nexport {};`,
        'src/all.ts': `import './patch';\nexport const all = 1;`,
        'src/a.ts': `${DEFINE}\nimport { all } from './all';\nexport const many = [all];\n${A}`,
      },
      isAcrossFiles: true,
    },
    ['meta.title mutated'],
  ],
  [
    'in a bundle that a browser is sent',
    {
      files: {
        'public/vendor.min.js': `if(typeof document=='object'){String.prototype.trim=function(){return'other'};${'open();'.repeat(30_000)}}`,
        'src/a.ts': `${DEFINE}\n${A}`,
      },
      isAcrossFiles: true,
    },
  ],
  replaced(`if (!Array.prototype.map) Array.prototype.map = function () { return ['other']; } as any;`),
  replaced(`(Array.prototype as any).last = function () { return this[this.length - 1]; };`),
  replaced(`const Array: any = { prototype: {} };\nArray.prototype.map = () => ['other'];`),
]);
