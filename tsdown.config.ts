import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  outDir: 'dist',
  fixedExtension: false,
  hash: false,
  sourcemap: false,
};

const config: UserConfig[] = [
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    clean: true,
    dts: false,
    banner: { js: '#!/usr/bin/env node' },
  },
];

export default defineConfig(config);
