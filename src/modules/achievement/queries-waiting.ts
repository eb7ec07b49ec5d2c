/** Achievements in which the asker has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { calendarDate, endOfDay, type Instant } from '#kernel/instant.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { claimed, organisationIn } from '#platform/db/claims.ts'
import { handledOf } from './commands.ts'
import { actsOf, type AchievementAct } from './core/acts.ts'
import { ACHIEVEMENT_WAITS, type AchievementState } from './core/lifecycle.ts'
import { completerRows, from, RECORD_COLUMNS, type RecordRow } from './store.ts'
import * as words from './waiting-messages.ts'

/** An assessment that cannot be approved yet can be sent back: it waits all the same. */
const ANSWERS: Readonly<Partial<Record<AchievementAct, readonly AchievementAct[]>>> = { approve: ['approve', 'sendBack'] }
/** From the assessment on, the office has named a last day. */
const HAS_LAST_DAY: readonly AchievementState[] = ['assessed', 'approved']

const untilOf = ({ state, decisionDueOn: day }: RecordRow): Instant | null =>
  day === null || !HAS_LAST_DAY.includes(state) ? null : endOfDay(calendarDate(day))

export const waiting: WaitingSource = {
  tables: { achievement: ACHIEVEMENT_WAITS },
  words,
  read: async ({ reader, actor }) => {
    const me = actor.personId ?? ''
    const claims = claimsOf(ACHIEVEMENT_WAITS, actor)
    const mine = sql<boolean>`exists (select 1 from achievement.completer c where c.achievement_id = record.id and c.person_id = ${me} and c.confirmation = 'pending')`
    const rows = await from(reader)
      .selectFrom('achievement.record')
      .select(RECORD_COLUMNS)
      .where(
        claimed(claims, sql.ref('state'), {
          writer: () => sql<boolean>`created_by = ${me}`,
          completer: () => mine,
          institution: organisationIn(sql.ref('institutionId')),
        }),
      )
      .orderBy('changedAt')
      .orderBy('id')
      .limit(MOST_LOOKED_AT)
      .execute()
    const completers = await completerRows(
      reader,
      rows.map(({ id }) => id),
    )
    const items = rows.flatMap((row): Waiting[] => {
      const ofRow = completers.filter(({ achievementId: id }) => id === row.id)
      const verdicts = actsOf(actor, handledOf(row, ofRow))
      // Who has contested a share has answered, though the answer may still change.
      const isAsked = ofRow.some(({ personId, confirmation }) => personId === me && confirmation === 'pending')
      return actsAwaited(claims, row.state)
        .filter((act) => (act !== 'confirmContribution' || isAsked) && (ANSWERS[act] ?? [act]).some((name) => isAllowed(verdicts, name)))
        .map((act) => ({
          kind: 'achievement',
          id: row.id,
          within: null,
          number: null,
          title: row.title,
          act,
          count: null,
          since: row.changedAt,
          until: untilOf(row),
        }))
    })
    return items.slice(0, MOST_WAITING)
  },
}
