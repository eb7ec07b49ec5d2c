#!/usr/bin/env node
/** Runs the built command line when it is as new as its sources, else the sources themselves. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const bundle = path.join(project, 'build/server/cli.js')
const sources = path.join(project, 'src')

const newest = (at) => {
  const stat = statSync(at)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(at).reduce((latest, name) => (at === sources && name === 'web' ? latest : Math.max(latest, newest(path.join(at, name)))), 0)
}
const isBundleFresh = () => existsSync(bundle) && (!existsSync(sources) || newest(sources) <= statSync(bundle).mtimeMs)

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`浙拍需要 Node 20.19 或更高版本，当前为 ${process.version}。\nZhepai needs Node 20.19 or later; this is ${process.version}.`)
  process.exit(2)
}

const load = async () => {
  if (isBundleFresh()) return import(pathToFileURL(bundle).href)
  const { register } = await import('tsx/esm/api').catch(() => {
    console.error(
      '程序尚未构建，且未安装构建工具（开发依赖）。请执行 npm ci --include=dev，或先在别处执行 npm run build 再连同 build 一起部署。\nThe program is not built and the build tools (development dependencies) are not installed. Run npm ci --include=dev, or run npm run build elsewhere and deploy with build.',
    )
    process.exit(1)
  })
  register()
  return import(pathToFileURL(path.join(sources, 'app/cli/main.ts')).href)
}

const { main } = await load()
// Whatever may still hold the process (a page build that is no longer wanted) ends with it.
process.exit(await main(process.argv.slice(2)))
