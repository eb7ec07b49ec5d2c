import { defineConfig } from 'vitest/config'
import { HANG_MS } from './test/kit/hang.ts'

/** A test of these has a database or a server of its own. */
const ON_A_DATABASE = ['src/**/*.db.test.ts', 'src/**/*.race.test.ts', 'test/{browser,drill,flows,kit,bench}/**/*.test.ts', 'test/house/personal-data.test.ts']

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Files come one after the other in two processes, which load each module once: half of the time went into loading. No module keeps anything for itself.
    isolate: false,
    // Only what hangs takes this long: a test says what happens, never how fast this machine is.
    testTimeout: 12 * HANG_MS,
    hookTimeout: 12 * HANG_MS,
    expect: { poll: { timeout: HANG_MS } },
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        // What is computed from its arguments alone.
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'test/{house,sim}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...ON_A_DATABASE],
        },
      },
      {
        extends: true,
        test: { name: 'market', include: ON_A_DATABASE, globalSetup: ['test/kit/cluster.ts'], setupFiles: ['test/kit/each-file.ts'] },
      },
    ],
  },
})
