import { defineConfig } from 'vitest/config'

/** A test of these has a database or a server of its own, whose connections end with the process of its file. */
const ON_A_DATABASE = ['src/**/*.db.test.ts', 'src/**/*.race.test.ts', 'test/{browser,drill,flows,kit,bench}/**/*.test.ts', 'test/house/personal-data.test.ts']

export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        // What is computed from its arguments alone: one file after the other in one process, which loads each module once.
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'test/{house,sim}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...ON_A_DATABASE],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'market', include: ON_A_DATABASE, globalSetup: ['test/kit/cluster.ts'] },
      },
    ],
  },
})
