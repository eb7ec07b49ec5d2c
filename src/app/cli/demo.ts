/** Lays the demo data on the first start, and tells with which accounts one can log in. */
import type pg from 'pg'
import { ROLE_NAMES } from '#kernel/actor.ts'
import type { Lang } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Config } from '#platform/config/config.ts'
import { dropMarket } from '#platform/db/backup/catalogue.ts'
import type { Market } from '../assembly.ts'
import { say } from './language.ts'
import { table, type Terminal } from './terminal.ts'
import { openChecked, schemasOf } from './with-market.ts'

interface SeedCall {
  readonly market: Market
  readonly config: Config
  readonly terminal: Terminal
}

/** Any constant that no other advisory lock has: processes that start together lay the data once. */
const SEED_LOCK = 7_217_003
/** Stands as the comment of the schema while data are being laid: kept by the database itself, so it can't speak of another one. */
const UNFINISHED = 'demo data unfinished'

const isUnfinished = async (client: pg.ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ comment: string | null }>(`select obj_description('platform'::regnamespace) as comment`)
  return rows[0]?.comment === UNFINISHED
}

/** True when data were laid now. An interrupted attempt, which left demo data only, is taken away and begun again. */
export const seedDemoData = async (call: SeedCall): Promise<boolean> => {
  const { market, terminal } = call
  const { isDemoLaid } = await import('../demo/lay.ts')
  const client = await market.database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [SEED_LOCK])
    if (await isUnfinished(client)) {
      terminal.problem(say('  上次写入演示数据被中断，重新开始。', '  Laying the demo data was interrupted last time: beginning again.'))
      await dropMarket(client, schemasOf(market))
      await market.migrate()
    } else if (await isDemoLaid(market.database)) {
      await catchUp(call)
      return false
    }
    await client.query(`comment on schema platform is '${UNFINISHED}'`)
    await lay(call)
    await client.query('comment on schema platform is null')
    return true
  } finally {
    await client.query('select pg_advisory_unlock($1)', [SEED_LOCK]).catch(() => undefined)
    client.release()
  }
}

/** Nobody notices when the program stood still for less. */
const STOOD_STILL_MS = 24 * 3_600_000

/**
 * A demonstration that was stopped for weeks lives through them when it starts again, each thing at its own moment: otherwise every auction
 * that was announced would open and end at once, without a bid.
 */
const catchUp = async ({ market, config, terminal }: SeedCall): Promise<void> => {
  const { nextDue } = await import('#platform/work/queue.ts')
  const now = market.now()
  const due = await nextDue(market.database.reader, { demo: true })
  if (due === null || now - due < STOOD_STILL_MS) return
  const { jumpForward } = await import('../demo-jump.ts')
  const done = terminal.step(say('补过停机期间的日子', 'living through the time since the last stop'))
  let at = due
  const past = await openChecked({ config, clock: { now: () => at } })
  const advanceTo = async (to: Instant) => {
    at = to
  }
  try {
    await jumpForward({ clock: { now: past.now, advanceTo }, core: past.core, database: past.database, life: past.life }, now)
    done()
  } finally {
    await past.stop()
  }
}

/** A second market on the same database lives through the past weeks, under a clock of its own. */
const lay = async ({ config, terminal }: SeedCall): Promise<void> => {
  const { layDemo } = await import('../demo/lay.ts')
  const { systemClock } = await import('#platform/clock/clock.ts')
  let pinned: Instant | null = null
  const now = () => pinned ?? systemClock.now()
  const pin = (at: Instant | null) => {
    pinned = at
  }
  const done = terminal.step(say('写入演示数据', 'laying demo data'))
  const bar = terminal.progress(say('  演示数据', '  demo data'))
  // Whatever a crash takes is laid anew: the mark of the unfinished is taken away by a commit that is on disk, and so is all before it.
  const past = await openChecked({ config, clock: { now }, isLazy: config.databaseUrl === undefined })
  try {
    await layDemo({
      core: past.core,
      auth: past.auth,
      database: past.database,
      life: past.life,
      pin,
      now,
      onProgress: (share) => bar(Math.round(share * 100), 100),
    })
    done()
  } finally {
    await past.stop()
  }
}

/** What is laid behind the opening, at once: for whoever lays the data without a server. */
export const layTheRest = async ({ market, terminal }: Pick<SeedCall, 'market' | 'terminal'>): Promise<void> => {
  const bar = terminal.progress(say('  其他场景', '  other scenes'))
  for (;;) {
    const progress = await market.life.progress()
    if (progress === null) return
    bar(progress.done, progress.total)
    if (!(await market.life.play())) return
  }
}

export const accountsTable = async (lang: Lang): Promise<string> => {
  const { demoEmail, demoOrganisations, demoPeople, DEMO_PASSWORD } = await import('../demo/cast.ts')
  const organisationName = (key: string) => demoOrganisations.find((organisation) => organisation.key === key)?.name[lang] ?? key
  const head = lang === 'zh' ? ['角色', '姓名', '单位', '账号', '口令'] : ['role', 'name', 'organisation', 'account', 'password']
  const rows = demoPeople
    .filter(({ isFeatured }) => isFeatured)
    .map(({ key, name, organisation, roles }) => [
      roles.map((role) => ROLE_NAMES[role][lang]).join(', '),
      name[lang],
      organisationName(organisation),
      demoEmail(key),
      DEMO_PASSWORD,
    ])
  return table([head, ...rows])
}
