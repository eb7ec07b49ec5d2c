/** A bidder leaves its highest price with the market, or takes it back. */
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { auctionContract } from './api.ts'
import { refusalOfSize } from './core/bid.ts'
import { PROXY_PERMITS, type ProxyAct } from './core/acts.ts'
import { advance } from './core/clock.ts'
import { pricingOf } from './core/pricing.ts'
import { decideProxies } from './engine.ts'
import { auctionFacts } from './facts.ts'
import { ownIn } from './own.ts'
import { keepPace } from './pace.ts'
import { proxiesOf, rulesOf, saveProxy, stateOf, type AuctionRow } from './store.ts'

type Handlers = Commands<typeof auctionContract, 'setProxy' | 'withdrawProxy'>

const permitted = (act: Act, row: AuctionRow, what: ProxyAct, hasProxy: boolean): Result<null> =>
  PROXY_PERMITS[what](act.actor, { method: row.method, state: stateOf(row), now: act.receivedAt, hasProxy })

/** The highest price is judged like a bid of it at this moment. */
const refusalOfPrice = (act: Act, row: AuctionRow, maxMinor: bigint, confirmedMinor: bigint | null): Refusal | null => {
  const rules = rulesOf(row)
  const { state } = advance(stateOf(row), act.receivedAt)
  const ofPrice = pricingOf(rules).refusalOf(state, maxMinor, rules, act.receivedAt)
  return ofPrice ?? refusalOfSize(state, { priceMinor: maxMinor, confirmedMinor }, rules)
}

const setProxy: Handlers['setProxy'] = async (act, input) => {
  const own = await ownIn(act, input.id, input.organisationId)
  if (!own.ok) return own
  const { row, organisationId, personId, number } = own.value
  const paced = keepPace({ auctionId: row.id, organisationId, personId }, act.now)
  if (!paced.ok) return paced
  const { maxMinor, confirmedAmountMinor } = input
  const open = permitted(act, row, 'setProxy', false)
  if (!open.ok) return open
  const refusal = refusalOfPrice(act, row, maxMinor, confirmedAmountMinor ?? null)
  if (refusal !== null) {
    const { field, ...rest } = refusal
    // The price stands in another field of this form.
    return { ok: false, refusal: field === 'priceMinor' ? { ...rest, field: 'maxMinor' } : refusal }
  }
  await saveProxy(act.tx, { auctionId: row.id, number, organisationId, personId, maxMinor, setAt: timestamp(act.receivedAt), withdrawnAt: null })
  act.publish(auctionFacts.proxy_set, {
    subject: row.id,
    body: {
      auctionId: row.id,
      number,
      organisationId,
      maxMinor: String(maxMinor),
      ...(confirmedAmountMinor === undefined ? {} : { confirmedMinor: String(confirmedAmountMinor) }),
    },
    visibleTo: [organisationId],
  })
  // Left a moment before the opening and written after it: it counts from the opening on.
  const isOpen = row.phase !== 'scheduled' || act.now >= row.opensAt
  const at = act.receivedAt > row.opensAt ? act.receivedAt : row.opensAt
  const { top } = isOpen ? await decideProxies(act, row, at) : stateOf(row)
  return ok({ maxMinor: String(maxMinor), isTop: top?.number === number, topPriceMinor: top === null ? null : String(top.priceMinor) })
}

const withdrawProxy: Handlers['withdrawProxy'] = async (act, input) => {
  const own = await ownIn(act, input.id, input.organisationId)
  if (!own.ok) return own
  const { row, organisationId, number } = own.value
  const proxy = (await proxiesOf(act.tx, [row.id])).find((one) => one.number === number)
  const open = permitted(act, row, 'withdrawProxy', proxy !== undefined)
  if (!open.ok || proxy === undefined) return open.ok ? refuse('auction.no_proxy') : open
  await saveProxy(act.tx, { ...proxy, setAt: timestamp(proxy.setAt), withdrawnAt: timestamp(act.receivedAt) })
  act.publish(auctionFacts.proxy_withdrawn, { subject: row.id, body: { auctionId: row.id, number, organisationId }, visibleTo: [organisationId] })
  return ok({ id: row.id })
}

export const proxies: Handlers = { setProxy, withdrawProxy }
