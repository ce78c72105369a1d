import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The tests change nothing that outlives their file, and wait for git most of the time.
    isolate: false,
    maxWorkers: '100%',
    globalSetup: 'tests/support/temporary-folders.ts',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary'] },
  },
});

export default config;
