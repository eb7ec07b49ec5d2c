/** The guards, side by side: types and lint, directions, unused code, format. Red as soon as one is. */
import { spawn } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const PATHS = ['src', 'test', 'tools']
const CONFIGURATIONS = ['vite.config.ts', 'vitest.config.ts', 'react-router.config.ts']

type Command = readonly [string, ...string[]]

/** Written before the guards run side by side: lint reads the same types, and half-written they are wrong. */
const TYPEGEN: Command = ['react-router', 'typegen']

interface Guard {
  readonly name: string
  readonly command: Command
}

const guards: readonly Guard[] = [
  { name: 'directions', command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src'] },
  // Typed rules make every project's types: what the compiler finds wrong with them is told by the same run, each file in its own project.
  { name: 'types, lint', command: ['oxlint', '--type-aware', '--type-check', '--deny-warnings', ...PATHS, ...CONFIGURATIONS] },
  { name: 'unused', command: ['knip', '--no-progress'] },
  { name: 'format', command: ['oxfmt', '--check', ...PATHS] },
]

const run = ([command, ...args]: Command): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules/.bin', command), args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })

const started = performance.now()
const timed = async (name: string, command: Command) => {
  const begun = performance.now()
  const { code, output } = await run(command)
  return { name, ok: code === 0, output, seconds: (performance.now() - begun) / 1000 }
}
const generated = await timed('typegen', TYPEGEN)
const results = generated.ok ? await Promise.all(guards.map(({ name, command }) => timed(name, command))) : [generated]
for (const { name, ok, output, seconds } of results) {
  console.info(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(11)} ${seconds.toFixed(1)} s`)
  if (!ok) console.info(output.trim().split('\n').slice(0, 80).join('\n'))
}
console.info(
  `${results.filter(({ ok }) => ok).length} passed, ${results.filter(({ ok }) => !ok).length} failed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
