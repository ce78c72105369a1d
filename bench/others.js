// What check is compared with: ESLint with one trivial rule, TypeScript's program without type checking, and the plugin in a warm editor.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , kind, repo, ...files] = process.argv;
const paths = files.map((file) => join(repo, file));

if (kind === 'eslint') {
  const { ESLint } = await import('eslint');
  const parser = await import('@typescript-eslint/parser');
  const rule = { meta: { type: 'problem', schema: [] }, create: () => ({ Program() {} }) };
  const eslint = new ESLint({
    cwd: repo,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.ts'], languageOptions: { parser }, plugins: { x: { rules: { rule } } }, rules: { 'x/rule': 'error' } },
    ],
  });
  await eslint.lintFiles(paths);
} else if (kind === 'typescript') {
  const { default: ts } = await import('typescript');
  ts.createProgram(paths, {
    noLib: true,
    skipLibCheck: true,
    noResolve: false,
    allowJs: false,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
  });
} else {
  const { Linter } = await import('eslint');
  const parser = await import('@typescript-eslint/parser');
  const { default: plugin } = await import('../dist/eslint.js');
  const linter = new Linter({ configType: 'flat', cwd: repo });
  const base = { files: ['**/*.ts'], languageOptions: { parser } };
  const measure = (config) => {
    const times = [];
    for (let round = 0; round < 3; round++) {
      for (const path of paths) {
        const text = readFileSync(path, 'utf8');
        const start = performance.now();
        linter.verify(text, config, { filename: path });
        if (round > 0) times.push(performance.now() - start);
      }
    }
    times.sort((a, b) => a - b);
    return { p50: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
  };
  const without = measure([base]);
  const withRules = measure([base, { files: ['**/*.ts'], ...plugin.configs.strict }]);
  const show = (name) =>
    `${name} ${(withRules[name] - without[name]).toFixed(2)} ms (target ${name === 'p95' ? '≤ 10' : '-'}; ESLint alone ${without[name].toFixed(2)} ms)`;
  console.log(`editor, warm, a file: ${show('p50')}, ${show('p95')}`);
}
