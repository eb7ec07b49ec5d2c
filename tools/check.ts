/** The guards, side by side: types, directions, lint, unused code, format. Red as soon as one is. */
import { spawn } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const PATHS = ['src', 'test', 'tools']

/** The native compiler checks all projects several times faster; the tools beside it still need the API of the other one. */
const NATIVE_COMPILER = '../typescript-native/bin/tsc'

interface Guard {
  readonly name: string
  readonly commands: readonly (readonly [string, ...string[]])[]
}

const guards: readonly Guard[] = [
  {
    name: 'types',
    commands: [
      ['react-router', 'typegen'],
      [NATIVE_COMPILER, '-b'],
    ],
  },
  { name: 'directions', commands: [['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src']] },
  { name: 'lint', commands: [['oxlint', '--type-aware', '--deny-warnings', ...PATHS]] },
  { name: 'unused', commands: [['knip', '--no-progress']] },
  { name: 'format', commands: [['oxfmt', '--check', ...PATHS]] },
]

const run = ([command, ...args]: readonly [string, ...string[]]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules/.bin', command), args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })

const started = performance.now()
const results = await Promise.all(
  guards.map(async ({ name, commands }) => {
    const begun = performance.now()
    for (const command of commands) {
      const { code, output } = await run(command)
      if (code !== 0) return { name, ok: false, output, seconds: (performance.now() - begun) / 1000 }
    }
    return { name, ok: true, output: '', seconds: (performance.now() - begun) / 1000 }
  }),
)
for (const { name, ok, output, seconds } of results) {
  console.info(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(10)} ${seconds.toFixed(1)} s`)
  if (!ok) console.info(output.trim().split('\n').slice(0, 80).join('\n'))
}
console.info(
  `${results.filter(({ ok }) => ok).length} passed, ${results.filter(({ ok }) => !ok).length} failed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
