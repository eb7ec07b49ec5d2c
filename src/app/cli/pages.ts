/** The web pages: built when their sources are newer than the build. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { projectDirectory } from '#platform/config/project.ts'
import { startProblem } from '#platform/config/start-problem.ts'
import { takeOwnership } from '#platform/db/embedded/owner.ts'
import { cameToPass } from '#platform/db/embedded/processes.ts'

const BUILD = 'build/web'
const SOURCES = ['src/web', 'src/kernel', 'src/contract', 'src/modules', 'vite.config.ts', 'react-router.config.ts', 'package-lock.json']
const BUILD_WAIT_MS = 300_000
const SHOWN_LINES = 30

const newest = (at: string): number => {
  const stat = statSync(at, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(at) ? 0 : stat.mtimeMs
  return readdirSync(at).reduce((latest, name) => Math.max(latest, newest(path.join(at, name))), 0)
}

/** Where the build lies, whether it exists yet or not. */
export const PAGES_DIRECTORY = path.join(projectDirectory(), BUILD)

const pageBuild = () => {
  const project = projectDirectory()
  const entry = path.join(PAGES_DIRECTORY, 'server/index.js')
  const hasSources = existsSync(path.join(project, 'src/web/root.tsx'))
  const isFresh = () => {
    const built = statSync(entry, { throwIfNoEntry: false })?.mtimeMs
    return built !== undefined && (!hasSources || SOURCES.every((source) => newest(path.join(project, source)) <= built))
  }
  return { project, entry, isFresh }
}

const findBuilder = (project: string): string => {
  try {
    return path.join(path.dirname(createRequire(path.join(project, 'package.json')).resolve('@react-router/dev/package.json')), 'bin.js')
  } catch (error) {
    throw startProblem(
      '网页尚未构建，且未安装构建工具（开发依赖）。请执行 npm ci --include=dev 后再启动；或先在别处构建，再连同 build 一起部署。',
      'The pages are not built and the build tool (a development dependency) is not installed. Run npm ci --include=dev and start again, or build elsewhere and deploy with build.',
      error,
    )
  }
}

const runBuilder = (project: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [findBuilder(project), 'build'], {
      cwd: project,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stopBuilder = () => void child.kill()
    process.once('exit', stopBuilder)
    const lines: string[] = []
    const keep = (chunk: Buffer) => void lines.push(...chunk.toString().split('\n'))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('exit', stopBuilder)
      if (code === 0) return resolve()
      const tail = lines
        .filter((line) => line.trim() !== '')
        .slice(-SHOWN_LINES)
        .join('\n')
      reject(startProblem(`网页构建失败：\n${tail}`, `Building the pages failed:\n${tail}`))
    })
  })

export interface ReadyPages {
  readonly wasBuilt: boolean
}

/** Two processes that start at once build once. */
export const readyPages = async (): Promise<ReadyPages> => {
  const { project, entry, isFresh } = pageBuild()
  if (isFresh()) return { wasBuilt: false }
  const lock = path.join(project, '.cache/web-build')
  mkdirSync(lock, { recursive: true })
  const ownership = takeOwnership(lock)
  if (!ownership.isMine) {
    await cameToPass(() => !ownership.isHeld(), BUILD_WAIT_MS)
    return readyPages()
  }
  try {
    const begun = new Date()
    await runBuilder(project)
    // What was edited while it was built counts as newer.
    utimesSync(entry, begun, begun)
    return { wasBuilt: true }
  } finally {
    ownership.release()
  }
}
