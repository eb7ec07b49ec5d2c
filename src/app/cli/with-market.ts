/** Opens the market of the environment for one command and stops it again. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadConfig, type Config } from '#platform/config/config.ts'
import { projectDirectory } from '#platform/config/project.ts'
import { createLog } from '#platform/log/log.ts'
import { openMarket, type Market } from '../assembly.ts'
import type { Call } from './command.ts'

export const programVersion = (): string => {
  const manifest = JSON.parse(readFileSync(path.join(projectDirectory(), 'package.json'), 'utf8')) as { version: string }
  return manifest.version
}

interface Opened {
  readonly market: Market
  readonly config: Config
}

/** Without doors and loops: commands that work beside a running server use its database as guests. */
export const withMarket = async <Value>(call: Call, work: (opened: Opened) => Promise<Value>): Promise<Value> => {
  const config = loadConfig(call.environment)
  const market = await openMarket({ config, log: createLog({ level: config.logLevel }), version: programVersion(), pagesDirectory: null })
  try {
    return await work({ market, config })
  } finally {
    await market.stop()
  }
}
