/** Read models of what partner markets show as well. */
import { holdsRole } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import type { sessionContract } from './api.ts'
import { coListingActsOf } from './core/co-listing.ts'
import { coListedOf } from './co-listed.ts'
import { confirmedCoListings, newestCoListings, type CoListingRow } from './store-co-listing.ts'

type Handlers = Queries<typeof sessionContract, 'coListings' | 'invitations'>

/** Of one partner, and of the clerks' list: what pages show. */
const MOST = 200

const views = async ({ reader, actor, now }: View, rows: readonly CoListingRow[]) => {
  const [listed, partners] = await Promise.all([
    coListedOf(reader, [...new Set(rows.map(({ subject }) => subject))], now),
    organisationsByIds(reader, [...new Set(rows.map(({ partnerId }) => partnerId))]),
  ])
  return rows.flatMap((row) => {
    const about = listed.get(row.subject)
    if (!about) return []
    const { kind, number, title, opensAt, isCancelled, isLiving } = about
    return [
      {
        id: row.id,
        state: row.state,
        kind,
        subject: row.subject,
        number,
        title,
        opensAt,
        isCancelled,
        partner: { id: row.partnerId, name: { ...(partners.get(row.partnerId)?.name ?? { zh: '', en: '' }) } },
        line: row.line,
        invitedAt: row.invitedAt,
        decidedAt: row.decidedAt,
        reason: row.reason,
        acts: coListingActsOf(actor, { ...row, isLiving }),
      },
    ]
  })
}

/** Who was only invited is nobody's to know. */
const list: Handlers['coListings']['list'] = async (view, asked) => ok({ items: await views(view, await confirmedCoListings(view.reader, asked, MOST)) })

/** Clerks of the market read all, the head of a partner those of its own. */
const invitations: Handlers['invitations']['list'] = async (view) => {
  const own = view.actor.mandates.flatMap(({ role, organisationId }) => (role === 'approver' ? [organisationId] : []))
  const rows = await newestCoListings(view.reader, holdsRole(view.actor, 'clerk') ? null : own, MOST)
  return ok({ items: await views(view, rows) })
}

export const coListingQueries: Handlers = { coListings: { list }, invitations: { list: invitations } }
