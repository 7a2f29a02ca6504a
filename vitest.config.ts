import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The command-line tests start the built program; on two cores a few of them at once are enough.
    maxWorkers: 2,
    // Generous, as a busy machine starts a program several times slower than an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
