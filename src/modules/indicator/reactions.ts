/** Facts become observations. What a fact names by id only is known from another one. */
import type { FactKind, Heard } from '#contract/fact.ts'
import { ok } from '#kernel/result.ts'
import { achievementFacts } from '#modules/achievement/facts.ts'
import { auctionFacts } from '#modules/auction/facts.ts'
import { contractFacts } from '#modules/contract/facts.ts'
import { demandFacts } from '#modules/demand/facts.ts'
import { incomeFacts } from '#modules/income/facts.ts'
import { listingFacts } from '#modules/listing/facts.ts'
import { NEGOTIATED } from '#modules/listing/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { monthOf, type ObservationKind } from './core/observation.ts'
import { addObservation, hasEnded, rememberAchievement, rememberLot, takeTurn, traceLots, type Observation } from './store.ts'

type Details = Partial<Omit<Observation, 'factId' | 'kind' | 'at' | 'month' | 'subject'>>

type Told = Pick<Fact, 'id' | 'at'>

const observe = (act: Act, fact: Told, kind: ObservationKind, details: Details & { readonly subject: string }): Promise<void> =>
  addObservation(act.tx, {
    factId: fact.id,
    kind,
    at: fact.at,
    month: monthOf(fact.at),
    institutionId: null,
    field: null,
    region: null,
    rightName: null,
    titleZh: '',
    titleEn: '',
    amountMinor: 0n,
    technologyMinor: 0n,
    startingMinor: 0n,
    ...details,
  })

/** Something that happened to a lot; field, region, institution and right are those of the lot. */
const observeLot = async (
  act: Act,
  fact: Fact<{ readonly lotId: string }>,
  kind: ObservationKind,
  amounts: Pick<Details, 'amountMinor' | 'technologyMinor' | 'startingMinor'>,
): Promise<void> => {
  const { lotId } = fact.body
  await observe(act, fact, kind, { subject: lotId, ...amounts })
  await traceLots(act.tx, { lotId })
}

/** One after the other, so that figures come out the same in whatever order the facts are heard. */
const counted = <Kind extends FactKind>(on: Kind, name: string, work: (act: Act, fact: Fact<Heard<Kind>>) => Promise<void>): Reaction =>
  reaction(on, `indicator.${name}`, async (act, fact) => {
    await takeTurn(act.tx)
    await work(act, fact)
    return ok(null)
  })

const onCatalogued = counted(achievementFacts.catalogued, 'catalogued', async (act, fact) => {
  const { achievementId, institutionId, field, region, title } = fact.body
  const known = { institutionId, field, region: region === '' ? null : region }
  await rememberAchievement(act.tx, { achievementId, ...known })
  await observe(act, fact, 'catalogued', { subject: achievementId, ...known, titleZh: title?.zh ?? '', titleEn: title?.en ?? '' })
  await traceLots(act.tx, { achievementId })
})

const rememberTold = (act: Act, { body }: Fact<Heard<typeof listingFacts.opened> | Heard<typeof listingFacts.unit_awarded>>): Promise<void> => {
  const { lotId, achievementId, sellerOrganisationId, right, title } = body
  return rememberLot(act.tx, {
    lotId,
    achievementId,
    institutionId: sellerOrganisationId,
    rightName: right ?? 'assignment',
    titleZh: title.zh,
    titleEn: title.en,
  })
}

const onListed = counted(listingFacts.opened, 'listed', async (act, fact) => {
  await rememberTold(act, fact)
  const { startingPriceMinor } = fact.body
  await observeLot(act, fact, 'listed', { startingMinor: startingPriceMinor })
})

/** A unit after the first was never listed by itself: it is a sale of its own all the same. */
const onUnit = counted(listingFacts.unit_awarded, 'unit_awarded', async (act, fact) => {
  await rememberTold(act, fact)
  await traceLots(act.tx, { lotId: fact.body.lotId })
})

/** A lot ends once, whoever tells of it. */
const observeEnd: typeof observeLot = async (act, fact, kind, amounts) => {
  if (!(await hasEnded(act.tx, fact.body.lotId))) await observeLot(act, fact, kind, amounts)
}

/** Where nobody bids there is no premium and no auction to count: the deal is counted when it is settled. */
const isAgreed = ({ method }: { readonly method: string }): boolean => method === NEGOTIATED

const onSold = counted(listingFacts.sold, 'lot_sold', async (act, fact) => {
  if (isAgreed(fact.body)) return
  const { startingPriceMinor, priceMinor, soldAt } = fact.body
  return observeEnd(act, { ...fact, at: soldAt ?? fact.at }, 'hammer', { startingMinor: startingPriceMinor, amountMinor: priceMinor })
})

const onFailed = counted(listingFacts.failed, 'lot_failed', async (act, fact) => {
  if (!isAgreed(fact.body)) await observeEnd(act, fact, 'failed', { startingMinor: fact.body.startingPriceMinor })
})

/** Before lots told of their end, figures heard of the hammer. What waits in the queue from then is still done. */
const onHammer: Reaction = {
  ...counted(auctionFacts.closed, 'hammer', (act, fact) => {
    const { outcome, startingPriceMinor, priceMinor } = fact.body
    const starting = { startingMinor: startingPriceMinor }
    return outcome === 'sold' ? observeEnd(act, fact, 'hammer', { ...starting, amountMinor: priceMinor ?? 0n }) : observeEnd(act, fact, 'failed', starting)
  }),
  isRetired: true,
}

/** What the seller got: less than the price where both sides or an award divided it, and the technology's part of it in proportion. */
const onSettled = counted(contractFacts.settled, 'settled', (act, fact) => {
  const { priceMinor, technologyAmountMinor, releasedMinor } = fact.body
  return observeLot(act, fact, 'settled', { amountMinor: releasedMinor, technologyMinor: (technologyAmountMinor * releasedMinor) / priceMinor })
})

/** Counted when everybody of the plan is paid: a figure that grew with each payment would tell the open web what one person got. */
const onIncome = counted(incomeFacts.completed, 'researcher_income', (act, fact) => {
  const { planId, lotId, rewardMinor } = fact.body
  const amounts = { amountMinor: rewardMinor }
  return lotId === null
    ? observe(act, fact, 'researcher_income', { subject: planId, ...amounts })
    : observeLot(act, { ...fact, body: { lotId } }, 'researcher_income', amounts)
})

const onDemand = counted(demandFacts.published, 'demand', (act, fact) => {
  const { demandId, field, region, title } = fact.body
  return observe(act, fact, 'demand', { subject: demandId, field, region: region === '' ? null : region, titleZh: title.zh, titleEn: title.en })
})

export const reactions: readonly Reaction[] = [onCatalogued, onListed, onUnit, onSold, onFailed, onHammer, onSettled, onIncome, onDemand]
