/** Facts become observations. What a fact names by id only is known from another one. */
import { ok, type Result } from '#kernel/result.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { monthOf, type ObservationKind } from './core/observation.ts'
import { addObservation, rememberAchievement, rememberLot, takeTurn, traceLots, type Observation } from './store.ts'

type Body = Readonly<Record<string, Json>>
const text = (body: Body, key: string): string => (typeof body[key] === 'string' ? body[key] : '')
const minor = (body: Body, key: string): bigint => (/^\d{1,18}$/.test(text(body, key)) ? BigInt(text(body, key)) : 0n)
const bilingual = (value: Json | undefined): { zh: string; en: string } => {
  const pair = value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Body) : {}
  return { zh: text(pair, 'zh'), en: text(pair, 'en') }
}

type Details = Partial<Omit<Observation, 'fact_id' | 'kind' | 'at' | 'month' | 'subject'>>

const observe = (act: Act, fact: Fact, kind: ObservationKind, details: Details & { readonly subject: string }): Promise<void> =>
  addObservation(act.tx, {
    fact_id: fact.id,
    kind,
    at: fact.at,
    month: monthOf(fact.at),
    institution_id: null,
    field: null,
    region: null,
    right_name: null,
    title_zh: '',
    title_en: '',
    amount_minor: 0n,
    technology_minor: 0n,
    starting_minor: 0n,
    ...details,
  })

/** Something that happened to a lot; field, region, institution and right are those of the lot. */
const observeLot = async (
  act: Act,
  fact: Fact,
  kind: ObservationKind,
  amounts: Pick<Details, 'amount_minor' | 'technology_minor' | 'starting_minor'> = {},
): Promise<void> => {
  const lotId = text(fact.body, 'lotId')
  await observe(act, fact, kind, { subject: lotId || fact.subject, ...amounts })
  await traceLots(act.tx, { lotId })
}

const onCatalogued = async (act: Act, fact: Fact): Promise<void> => {
  const { body } = fact
  const title = bilingual(body['title'])
  const known = {
    achievement_id: text(body, 'achievementId'),
    institution_id: text(body, 'institutionId'),
    field: text(body, 'field') || null,
    region: text(body, 'region') || null,
  }
  await rememberAchievement(act.tx, known)
  await observe(act, fact, 'catalogued', {
    subject: known.achievement_id,
    institution_id: known.institution_id,
    field: known.field,
    region: known.region,
    title_zh: title.zh,
    title_en: title.en,
  })
  await traceLots(act.tx, { achievementId: known.achievement_id })
}

const onListed = async (act: Act, fact: Fact): Promise<void> => {
  const { body } = fact
  const title = bilingual(body['title'])
  await rememberLot(act.tx, {
    lot_id: text(body, 'lotId'),
    achievement_id: text(body, 'achievementId'),
    institution_id: text(body, 'sellerOrganisationId'),
    right_name: text(body, 'right') || 'assignment',
    title_zh: title.zh,
    title_en: title.en,
  })
  await observeLot(act, fact, 'listed', { starting_minor: minor(body, 'startingPriceMinor') })
}

const onHammer = (act: Act, fact: Fact): Promise<void> => {
  const starting = { starting_minor: minor(fact.body, 'startingPriceMinor') }
  return fact.body['outcome'] === 'sold'
    ? observeLot(act, fact, 'hammer', { ...starting, amount_minor: minor(fact.body, 'priceMinor') })
    : observeLot(act, fact, 'failed', starting)
}

const onSettled = (act: Act, fact: Fact): Promise<void> =>
  observeLot(act, fact, 'settled', { amount_minor: minor(fact.body, 'priceMinor'), technology_minor: minor(fact.body, 'technologyAmountMinor') })

/** Counted when everybody of the plan is paid: a figure that grew with each payment would tell the open web what one person got. */
const onIncomeCompleted = (act: Act, fact: Fact): Promise<void> => observeLot(act, fact, 'researcher_income', { amount_minor: minor(fact.body, 'rewardMinor') })

const onDemand = (act: Act, fact: Fact): Promise<void> => {
  const title = bilingual(fact.body['title'])
  return observe(act, fact, 'demand', {
    subject: fact.subject,
    field: text(fact.body, 'field') || null,
    region: text(fact.body, 'region') || null,
    title_zh: title.zh,
    title_en: title.en,
  })
}

const reaction = (on: string, name: string, work: (act: Act, fact: Fact) => Promise<void>): Reaction => ({
  on,
  name: `indicator.${name}`,
  handle: async (act, fact): Promise<Result<null>> => {
    await takeTurn(act.tx)
    await work(act, fact)
    return ok(null)
  },
})

export const reactions: readonly Reaction[] = [
  reaction('achievement.catalogued', 'catalogued', onCatalogued),
  reaction('listing.opened', 'listed', onListed),
  reaction('auction.closed', 'hammer', onHammer),
  reaction('contract.settled', 'settled', onSettled),
  reaction('income.completed', 'researcher_income', onIncomeCompleted),
  reaction('demand.published', 'demand', onDemand),
]
