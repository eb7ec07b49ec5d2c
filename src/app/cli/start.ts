import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { loadConfig, type Config } from '#platform/config/config.ts'
import { formerDataDirectory } from '#platform/config/project.ts'
import { PATIENCE } from '#platform/db/database.ts'
import { isOutage } from '#platform/db/outage.ts'
import { startProblem } from '#platform/config/start-problem.ts'
import type { Market } from '../assembly.ts'
import { EXIT, type Call, type Command } from './command.ts'
import { accountsTable, seedDemoData } from './demo.ts'
import { say } from './language.ts'
import { lacksMail, NO_MAIL_SERVER } from './mail-server.ts'
import { PAGES_DIRECTORY, readyPages, type ReadyPages } from './pages.ts'
import { tellKeys } from './tell-keys.ts'
import type { Terminal } from './terminal.ts'
import { openChecked } from './with-market.ts'

/** One core takes the bids, another draws; more cores draw more pages at once, at about 100 MB each: that is for an operator to say. */
const SUGGESTED_DRAWING_THREADS = availableParallelism() > 1 ? 1 : 0
const STOP_MS = 15_000
const ONE_WISH_MS = 1_000

/** Which end comes first: a signal, or the database going away. Before the start is complete a signal ends the process at once. */
const watchEnd = (terminal: Terminal) => {
  let hasStarted = false
  let tell: (code: number) => void = () => undefined
  const ended = new Promise<number>((resolve) => {
    tell = resolve
  })
  let firstAt: number | null = null
  const onSignal = () => {
    const moment = performance.now()
    // Ctrl-C under `npm start` comes twice, from the terminal and from npm: that is one wish.
    if (firstAt !== null && moment - firstAt < ONE_WISH_MS) return
    if (!hasStarted || firstAt !== null) process.exit(EXIT.no)
    firstAt = moment
    terminal.problem(say('正在停止……', 'Stopping …'))
    tell(EXIT.done)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    ended,
    started: () => {
      hasStarted = true
    },
    databaseGone: () => {
      terminal.problem(
        say(
          '数据库意外退出，程序随之停止。请查看数据目录 pg/postgres.log 后重新启动。',
          'The database ended unexpectedly, so the program stops. See pg/postgres.log in the data directory, then start again.',
        ),
      )
      if (!hasStarted) process.exit(EXIT.no)
      tell(EXIT.no)
    },
  }
}

/** Says in words why an address can't be listened on. */
const explained = async <Value>(config: Config, listening: () => Promise<Value>): Promise<Value> => {
  try {
    return await listening()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const at = `${config.host}:${config.port}`
    if (code === 'EADDRINUSE')
      throw startProblem(
        `地址 ${at} 已被占用。请停止占用它的程序，或设置 PORT 为其他端口。`,
        `Address ${at} is in use. Stop the program that uses it, or set PORT to another port.`,
        error,
      )
    if (code === 'EACCES')
      throw startProblem(
        `当前账号无权监听 ${at}。请设置 PORT 为 1024 以上的端口。`,
        `This account may not listen on ${at}. Set PORT to a port above 1024.`,
        error,
      )
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw startProblem(`本机没有地址 ${config.host}。请检查 HOST。`, `This machine has no address ${config.host}. Check HOST.`, error)
    throw error
  }
}

const listen = (market: Market, config: Config): Promise<string> => explained(config, async () => (await market.start()).address)

/** Asked before anything is made: nobody waits for a first start that can't listen in the end. */
const tryAddress = (config: Config): Promise<void> =>
  explained(
    config,
    () =>
      new Promise<void>((resolve, reject) => {
        const probe = createServer()
        probe.once('error', reject)
        probe.listen({ port: config.port, host: config.host, exclusive: true }, () => probe.close(() => resolve()))
      }),
  )

/** Building the pages goes on beside the database and the demo data; whoever is slower is waited for. */
const pagesFor = async (config: Config, terminal: Terminal): Promise<ReadyPages | null> => {
  if (!config.roles.has('web')) return null
  const finish = terminal.step(say('准备网页', 'pages'))
  const ready = await readyPages()
  finish(ready.wasBuilt ? say('已构建', 'built') : say('已是最新', 'up to date'))
  return ready
}

const prepare = async (market: Market, { config, terminal }: { readonly config: Config; readonly terminal: Terminal }): Promise<void> => {
  const migrated = terminal.step(say('数据库结构', 'migrations'))
  const applied = await market.migrate()
  migrated(applied.length === 0 ? say('已是最新', 'up to date') : say(`已应用 ${applied.length} 项`, `${applied.length} applied`))
  if (config.demo) await seedDemoData({ market, config, terminal })
}

/** First of all: what is kept lies there, and whoever starts another market by a slip sees it at once. */
const tellDataDirectory = ({ dataDirectory, databaseUrl }: Config, terminal: Terminal): void => {
  const isNew = databaseUrl === undefined && !existsSync(path.join(dataDirectory, 'pg'))
  terminal.result(say(`  数据目录：${dataDirectory}${isNew ? '（新市场）' : ''}`, `  data directory: ${dataDirectory}${isNew ? ' (a new market)' : ''}`))
  const former = formerDataDirectory(dataDirectory)
  if (former === null) return
  terminal.problem(
    say(
      `提示：${former} 中有旧版本的数据，本次未使用。若要沿用，请设置 ZHEPAI_DATA_DIR=${former}。`,
      `Note: ${former} holds data of a former version, which is not used now. To go on with it, set ZHEPAI_DATA_DIR=${former}.`,
    ),
  )
}

const start = async ({ environment, terminal }: Call): Promise<number> => {
  const begun = performance.now()
  const config = loadConfig(environment)
  if (config.environment === 'production' && !environment['PUBLIC_URL']) {
    terminal.problem(
      say(
        `提示：生产环境未设置 PUBLIC_URL，暂用 ${config.publicUrl}；登录与通行密钥只在该地址可用。`,
        `Note: PUBLIC_URL is not set in production; ${config.publicUrl} is used, and log-in and passkeys work under that address only.`,
      ),
    )
  }
  if (lacksMail(config)) terminal.problem(NO_MAIL_SERVER)
  if (config.environment === 'production' && config.roles.has('web') && config.trustedProxies.length === 0) {
    terminal.problem(
      say(
        '提示：未设置 TRUSTED_PROXIES，不采信任何 X-Forwarded-* 请求头。如前面有反向代理，请填写其地址，否则所有访客看起来来自同一地址。',
        'Note: TRUSTED_PROXIES is not set, so no X-Forwarded-* header is believed. With a proxy in front, name its address: else all visitors seem to come from one.',
      ),
    )
  }
  const end = watchEnd(terminal)
  terminal.result(say('浙江拍正在启动……', 'Zhepai is starting …'))
  tellDataDirectory(config, terminal)
  if (config.roles.has('web')) await tryAddress(config)
  const pages = pagesFor(config, terminal)
  pages.catch(() => undefined)
  const opened = terminal.step(say('数据库', 'database'))
  const market = await openChecked({
    config,
    patience: PATIENCE,
    ...(config.roles.has('web') ? { pagesDirectory: PAGES_DIRECTORY, drawingThreads: config.drawingThreads ?? SUGGESTED_DRAWING_THREADS } : {}),
    onDatabaseExit: end.databaseGone,
  })
  opened(config.databaseUrl ? say('外部', 'external') : say('内置 PostgreSQL', 'built-in PostgreSQL'))
  try {
    await prepare(market, { config, terminal })
    await pages
    const address = await listen(market, config)
    end.started()
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    terminal.result(
      say(
        `\n浙江拍已就绪：${publicAddress(config, address)}（用时 ${seconds} 秒，Ctrl-C 停止）`,
        `\nZhepai is ready: ${publicAddress(config, address)} (${seconds} s, Ctrl-C stops it)`,
      ),
    )
    await tellTheRest(market, { config, terminal, address }).catch((error: unknown) => {
      // A database that is gone by now is told of by its own end, and an external one that is away for a while ends nothing.
      if (!isOutage(error)) throw error
    })
    return await end.ended
  } finally {
    const timer = setTimeout(() => process.exit(EXIT.no), STOP_MS)
    await market.stop()
    clearTimeout(timer)
  }
}

/** What whoever starts the market should know, once it answers. */
const tellTheRest = async (market: Market, { config, terminal, address }: Pick<Call, 'terminal'> & { readonly config: Config; readonly address: string }) => {
  const { missing, breaks } = await tellKeys(market, config)
  for (const warning of [...(missing ? [missing] : []), ...breaks]) terminal.problem(say(`\n!!! ${warning.zh}`, `\n!!! ${warning.en}`))
  if (config.demo) terminal.result(`\n${await accountsTable(terminal.lang)}`)
  else if (config.roles.has('web')) await offerFounding(market, terminal, publicAddress(config, address))
}

/** A market that nobody governs yet: how its first administrator gets in. Each start makes a new code. */
const offerFounding = async (market: Market, terminal: Terminal, at: string): Promise<void> => {
  const code = await market.founding.newCode()
  if (code === null) return
  terminal.result(
    say(
      `\n市场尚未建立。打开 ${at}/zh/found 并输入一次性代码 ${code}，或在本机执行 zhepai found。代码在下次启动时更换，建立后失效。`,
      `\nThe market is not founded yet. Open ${at}/en/found and enter the one-time code ${code}, or run zhepai found on this machine. The next start makes another code; the founding ends it.`,
    ),
  )
}

/** What a person types: the public address where one was set, else this machine's name and the port listened on. */
const publicAddress = (config: Config, address: string): string => {
  if (!URL.canParse(address)) return address
  const isDefault = config.publicUrl === `http://localhost:${config.port}`
  return isDefault ? `http://localhost:${new URL(address).port || '80'}` : config.publicUrl
}

export const startCommand: Command = {
  name: 'start',
  operands: [],
  options: {},
  says: say('启动市场（数据库、网页与后台任务）', 'start the market (database, pages, background work)'),
  run: start,
}
