/** What a market needs before it can trade, and what of it is missing: computed from the running market, nothing is ticked off by hand. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { SYSTEM, type Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { readInvitedOfficers, readOfficers, type HeldRole } from '#modules/party/index.ts'
import { weakAccounts } from '#platform/auth/account-rows.ts'
import type { Config } from '#platform/config/config.ts'
import type { Database } from '#platform/db/database.ts'
import type { Core } from './core.ts'
import { checklistLines, type CalendarBasis, type ChecklistLine, type Found } from './checklist-lines.ts'

export type { ChecklistLine } from './checklist-lines.ts'

interface Parts {
  readonly core: Core
  readonly database: Database
  readonly config: Config
  readonly now: () => Instant
}

const keyFiles = (dataDirectory: string): readonly string[] => {
  try {
    return readdirSync(path.join(dataDirectory, 'evidence')).filter((name) => name.endsWith('.key'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The database's clock against this machine's, in milliseconds: half of the way there and back is taken off. */
const clockDifference = async ({ pool }: Database): Promise<number> => {
  const sent = Date.now()
  const { rows } = await pool.query<{ at: string }>(`select (extract(epoch from clock_timestamp()) * 1000)::text as at`)
  return Math.round(Number(rows[0]?.at ?? 0) - (sent + Date.now()) / 2)
}

const lettersOf = async ({ pool }: Database): Promise<Omit<Found['mail'], 'hasServer'>> => {
  const { rows } = await pool.query<{ sent: string; waiting: string; parked: string }>(
    `select (select count(*) from platform.mail where sent_at is not null)::text as sent,
       (select count(*) from platform.mail where sent_at is null)::text as waiting,
       (select count(*) from platform.work where task = 'mail.send' and (parked_at is not null or attempts > 0))::text as parked`,
  )
  return { sent: Number(rows[0]?.sent ?? 0), waiting: Number(rows[0]?.waiting ?? 0), failing: Number(rows[0]?.parked ?? 0) }
}

const lastBackup = async ({ pool }: Database): Promise<Found['backup']> => {
  const { rows } = await pool.query<{ at: Date; age: string; has_secrets: boolean }>(
    `select at, (extract(epoch from now() - at) * 1000)::text as age, has_secrets from platform.backup order by at desc limit 1`,
  )
  const [row] = rows
  return row ? { ageMs: Number(row.age), hasSecrets: row.has_secrets } : null
}

/** Years whose official arrangement of working days is known, from this one on. */
const calendarYears = async (core: Core, now: Instant): Promise<Found['calendar']> => {
  const year = Number(dateOf(now).slice(0, 4))
  const basisOf = async (asked: number): Promise<CalendarBasis> =>
    core
      .as(SYSTEM)
      .rulebook.calendar.get({ year: asked })
      .then(({ basis }) => basis)
      .catch(() => 'none' as const)
  return { year, thisYear: await basisOf(year), nextYear: await basisOf(year + 1), isLate: dateOf(now).slice(5) >= '12-01' }
}

const rolesOf = (held: readonly HeldRole[], invited: readonly Role[]): Found['roles'] => {
  const names = new Map<Role, Bilingual[]>()
  for (const { role, name } of held) names.set(role, [...(names.get(role) ?? []), name])
  return { names, invited: (role) => invited.filter((candidate) => candidate === role).length }
}

export const computeChecklist = async ({ core, database, config, now }: Parts): Promise<readonly ChecklistLine[]> => {
  const at = now()
  const [held, invited] = await Promise.all([readOfficers(database.reader), readInvitedOfficers(database.reader, at)])
  const weak = await weakAccounts(database.reader, [...new Set(held.map(({ userId }) => userId))])
  const nameOf = (userId: string) => held.find((officer) => officer.userId === userId)?.name ?? { zh: '', en: '' }
  const { bank } = await core.as(SYSTEM).payment.bankAccount.get({})
  return checklistLines({
    isDemo: config.demo,
    publicUrl: config.publicUrl,
    bank: bank ? { zh: bank.bankName, en: bank.bankName } : null,
    mail: { hasServer: config.mail !== undefined, ...(await lettersOf(database)) },
    backup: await lastBackup(database),
    clockMs: await clockDifference(database),
    keys: { files: keyFiles(config.dataDirectory), directory: path.join(config.dataDirectory, 'evidence') },
    calendar: await calendarYears(core, at),
    roles: rolesOf(held, invited),
    withoutFactor: weak.withoutFactor.map(nameOf),
    unconfirmed: weak.unconfirmed.map(nameOf),
  })
}
