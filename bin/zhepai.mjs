#!/usr/bin/env node
/** Runs the built command line when it is as new as its sources; else one made of the sources as they are, which is kept for the next time. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const bundle = path.join(project, 'build/server/cli.js')
const sources = path.join(project, 'src')
const kept = path.join(project, '.cache/server')

/** Name, time and size of each file that the command line is made of. */
const filesIn = (at) => {
  const stat = statSync(at)
  if (!stat.isDirectory()) return at.endsWith('.test.ts') ? [] : [{ at, mtime: stat.mtimeMs, size: stat.size }]
  return readdirSync(at).flatMap((name) => (at === sources && name === 'web' ? [] : filesIn(path.join(at, name))))
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`浙拍需要 Node 20.19 或更高版本，当前为 ${process.version}。\nZhepai needs Node 20.19 or later; this is ${process.version}.`)
  process.exit(2)
}

const noTools = () => {
  console.error(
    '程序尚未构建，且未安装构建工具（开发依赖）。请执行 npm ci --include=dev，或先在别处执行 npm run build 再连同 build 一起部署。\nThe program is not built and the build tools (development dependencies) are not installed. Run npm ci --include=dev, or run npm run build elsewhere and deploy with build.',
  )
  process.exit(1)
}

const A_DAY_MS = 86_400_000

/** A server that runs still loads parts of what it was started from: it stays for a day. */
const removeOlder = () => {
  for (const name of readdirSync(kept)) {
    const at = path.join(kept, name)
    if (Date.now() - (statSync(at, { throwIfNoEntry: false })?.mtimeMs ?? 0) > A_DAY_MS) rmSync(at, { recursive: true, force: true })
  }
}

const made = (mark) => {
  const directory = path.join(kept, mark)
  const entry = path.join(directory, 'cli.js')
  if (existsSync(entry)) return entry
  const require = createRequire(import.meta.url)
  let tsx
  try {
    require.resolve('esbuild')
    tsx = pathToFileURL(require.resolve('tsx')).href
  } catch {
    noTools()
  }
  mkdirSync(kept, { recursive: true })
  removeOlder()
  const part = path.join(kept, `part-${process.pid}`)
  const { status, stderr } = spawnSync(process.execPath, ['--import', tsx, path.join(project, 'tools/bundle.ts'), part], { cwd: project, encoding: 'utf8' })
  if (status !== 0) {
    console.error(`程序构建失败：\nBuilding the program failed:\n${stderr}`)
    process.exit(1)
  }
  try {
    renameSync(part, directory)
  } catch {
    // Another process made the same meanwhile.
    rmSync(part, { recursive: true, force: true })
  }
  return entry
}

const commandLine = () => {
  if (!existsSync(sources)) return existsSync(bundle) ? bundle : noTools()
  const files = [...filesIn(sources), ...filesIn(path.join(project, 'package-lock.json')), ...filesIn(path.join(project, 'tools/bundle.ts'))]
  if (existsSync(bundle) && files.every(({ mtime }) => mtime <= statSync(bundle).mtimeMs)) return bundle
  return made(createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16))
}

const { main } = await import(pathToFileURL(commandLine()).href)
// Whatever may still hold the process (a page build that is no longer wanted) ends with it.
process.exit(await main(process.argv.slice(2)))
