/** Panels that wait for the asker. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed } from '#platform/db/claims.ts'
import { panelActs } from './core/acts.ts'
import { PANEL_WAITS } from './core/panel.ts'
import { aroundOf, handledFrom, REGULATOR_SIDE, seatOf } from './handled.ts'
import { numberOf, panelFrom, selectPanels, type PanelRow } from './store.ts'
import { answerBy } from './core/panel.ts'
import * as words from './waiting-messages.ts'

type Act = 'seal' | 'unseal' | 'declare' | 'lock' | 'replace'

const untilOf = (panel: PanelRow, act: Act, answer: PanelRow['declareBy'] | null) =>
  ({ seal: panel.sealBy, unseal: panel.unsealBy, declare: answer ?? panel.declareBy, lock: panel.scoreBy, replace: panel.scoreBy })[act]

export const waiting: WaitingSource = {
  tables: { panel: PANEL_WAITS },
  words,
  read: async (view: View): Promise<readonly Waiting[]> => {
    const { reader, actor, now } = view
    const me = actor.personId ?? ''
    const claims = claimsOf(PANEL_WAITS, actor)
    const side = (organisations: readonly string[]) =>
      sql`(s.organisation_id = any(${[...organisations]}) or (s.organisation_id is null and s.side = ${
        actor.mandates.some(({ role }) => role === 'regulator') ? REGULATOR_SIDE : ''
      }))`
    const seat = (state: string) => sql<boolean>`exists (select 1 from panel.seat s where s.panel_id = p.id and s.person_id = ${me} and s.state = ${state})`
    const rows = await selectPanels(reader)
      .where(
        claimed(claims, sql.ref('p.state'), {
          unsealed: (own) => sql<boolean>`exists (select 1 from panel.side s where s.panel_id = p.id and s.commitment is null and ${side(own)})`,
          sealed: (own) =>
            sql<boolean>`exists (select 1 from panel.side s where s.panel_id = p.id and s.commitment is not null and s.nonce is null and ${side(own)})`,
          undeclared: () => seat('drawn'),
          unlocked: () => seat('declared'),
          overdue: anywhere,
        }),
      )
      .orderBy('p.scoreBy')
      .orderBy('p.id')
      .limit(MOST_LOOKED_AT)
      .execute()
    const found: Waiting[] = []
    for (const panel of rows.map(panelFrom)) {
      const around = await aroundOf(view, panel.id)
      const verdicts = panelActs(actor, handledFrom(actor, panel, around, now))
      const own = seatOf(actor, around.seats)
      for (const act of actsAwaited(claims, panel.state).filter((each) => isAllowed(verdicts, each)))
        found.push({
          kind: 'panel',
          id: panel.id,
          within: null,
          number: numberOf(panel),
          title: { ...panel.title },
          act,
          count: null,
          since: panel.openedAt,
          until: untilOf(panel, act, own && answerBy(own.drawnAt, panel)),
        })
    }
    return found.slice(0, MOST_WAITING)
  },
}
