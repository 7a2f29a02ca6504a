import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The command-line tests start the built program; on two cores a few of them at once are enough.
    maxWorkers: 2,
    // One process a worker, which keeps what it loaded from file to file.
    isolate: false,
    // Generous, as a busy machine starts a program several times slower than an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Of what runs in the tests' own process. Programs that tests start are not counted, so this is the least that is covered.
    coverage: {
      include: ['src/**/*.ts'],
      reporter: ['text-summary'],
      thresholds: { statements: 71, branches: 61, functions: 67, lines: 71 },
    },
  },
});
