/** What partner markets show as well: a session or a lot, as far as anybody may read of it. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { stateAt } from './core/lifecycle.ts'
import { numberOf, sessionsByIds } from './store.ts'

export interface CoListed {
  readonly kind: 'lot' | 'session'
  readonly number: string
  readonly title: Bilingual
  /** Of a lot its seller. */
  readonly organiserId: string
  readonly opensAt: Instant | null
  readonly isCancelled: boolean
  /** Announced and not over. */
  readonly isLiving: boolean
}

const LIVING_LOTS: readonly string[] = ['notice', 'ready', 'bidding']
const LIVING_SESSIONS: readonly string[] = ['announced', 'running']

export const coListedOf = async (reader: Reader, subjects: readonly string[], now: Instant): Promise<ReadonlyMap<string, CoListed>> => {
  const ofKind = (prefix: string) => subjects.filter((subject) => subject.startsWith(prefix))
  const [sessions, lots] = await Promise.all([sessionsByIds(reader, ofKind('ses_')), lotsByIds(reader, ofKind('lot_'))])
  return new Map<string, CoListed>([
    ...sessions
      .filter(({ announcedAt }) => announcedAt !== null)
      .map((row): [string, CoListed] => [
        row.id,
        {
          kind: 'session',
          number: numberOf(row),
          title: row.title,
          organiserId: row.organiserId,
          opensAt: row.startsAt,
          isCancelled: row.state === 'cancelled',
          isLiving: LIVING_SESSIONS.includes(stateAt(row, now)),
        },
      ]),
    ...[...lots.values()].map((lot): [string, CoListed] => [
      lot.id,
      {
        kind: 'lot',
        number: lot.number,
        title: lot.title,
        organiserId: lot.sellerOrganisationId,
        opensAt: lot.opensAt,
        isCancelled: lot.state === 'withdrawn',
        isLiving: LIVING_LOTS.includes(lot.state),
      },
    ]),
  ])
}
