/** The security log as a file for a table program. */
import { stringify } from 'csv-stringify/sync'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { securityEvents } from '#platform/auth/security-log.ts'

const COLUMNS = ['at', 'lastAt', 'times', 'kind', 'accountId', 'name', 'email', 'address', 'agent', 'detail'] as const

/** Table programs would run what begins like a formula; names and programs' names are written by strangers. */
const harmless = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text)

export const logFile = (events: Awaited<ReturnType<typeof securityEvents>>, now: Instant) => ({
  fileName: `security-log-${toIso(now).slice(0, 10)}.csv`,
  mediaType: 'text/csv; charset=utf-8',
  text: `\uFEFF${stringify(
    events.map(({ at, lastAt, times, kind, accountId, name, email, address, agent, detail }) => [
      toIso(at),
      toIso(lastAt),
      String(times),
      kind,
      accountId ?? '',
      harmless(name),
      harmless(email),
      address,
      harmless(agent),
      JSON.stringify(detail),
    ]),
    { header: true, columns: [...COLUMNS], record_delimiter: 'windows' },
  )}`,
})
