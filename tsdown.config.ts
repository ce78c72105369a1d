import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  outDir: 'dist',
  fixedExtension: false,
  hash: false,
  sourcemap: false,
  logLevel: 'warn',
};

/** The command line is built apart from the library, so that it loads as little as can be when it starts. */
const config: UserConfig[] = [
  { ...shared, entry: { cli: 'src/cli/main.ts' }, clean: true, dts: false, outputOptions: { chunkFileNames: 'cli/[name].js' } },
  {
    ...shared,
    entry: { index: 'src/index.ts', eslint: 'src/eslint/index.ts' },
    clean: false,
    dts: true,
    outputOptions: { chunkFileNames: 'lib/[name].js' },
    // Needed to build only: as a dependency, its peers would be forced on everyone who uses the command line.
    deps: { onlyBundle: ['@typescript-eslint/utils'] },
  },
];

const builds: UserConfig[] = defineConfig(config);

export default builds;
