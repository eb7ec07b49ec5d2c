/** Facts become observations. What a fact names by id only was remembered from an earlier one. */
import { ok, type Result } from '#kernel/result.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { monthOf, type ObservationKind } from './core/observation.ts'
import { addObservation, knownAchievement, knownLot, rememberAchievement, rememberLot, type Observation } from './store.ts'

type Body = Readonly<Record<string, Json>>
const text = (body: Body, key: string): string => (typeof body[key] === 'string' ? body[key] : '')
const minor = (body: Body, key: string): bigint => (/^\d{1,18}$/.test(text(body, key)) ? BigInt(text(body, key)) : 0n)
const bilingual = (value: Json | undefined): { zh: string; en: string } => {
  const pair = value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Body) : {}
  return { zh: text(pair, 'zh'), en: text(pair, 'en') }
}

type Details = Partial<Omit<Observation, 'fact_id' | 'kind' | 'at' | 'month' | 'subject'>>

const observe = (act: Act, fact: Fact, kind: ObservationKind, subject: string, details: Details): Promise<void> =>
  addObservation(act.tx, {
    fact_id: fact.id, kind, at: fact.at, month: monthOf(fact.at), subject, institution_id: null, field: null, region: null, right_name: null,
    title_zh: '', title_en: '', amount_minor: 0n, technology_minor: 0n, starting_minor: 0n, ...details,
  })

/** Where a lot comes from, for figures by field, region and institution. */
const origin = async (act: Act, lotId: string): Promise<Details> => {
  const lot = await knownLot(act.tx, lotId)
  const achievement = lot ? await knownAchievement(act.tx, lot.achievement_id) : null
  return {
    institution_id: lot?.institution_id ?? null, field: achievement?.field ?? null, region: achievement?.region ?? null, right_name: lot?.right_name ?? null,
    title_zh: lot?.title_zh ?? '', title_en: lot?.title_en ?? '', starting_minor: lot?.starting_minor ?? 0n,
  }
}

const onCatalogued = async (act: Act, fact: Fact): Promise<void> => {
  const { body } = fact
  const title = bilingual(body['title'])
  const known = { achievement_id: text(body, 'achievementId'), institution_id: text(body, 'institutionId'), field: text(body, 'field') || null, region: text(body, 'region') || null }
  await rememberAchievement(act.tx, known)
  await observe(act, fact, 'catalogued', known.achievement_id, { institution_id: known.institution_id, field: known.field, region: known.region, title_zh: title.zh, title_en: title.en })
}

const onListed = async (act: Act, fact: Fact): Promise<void> => {
  const { body } = fact
  const lotId = text(body, 'lotId') || fact.subject
  const title = bilingual(body['title'])
  await rememberLot(act.tx, {
    lot_id: lotId, achievement_id: text(body, 'achievementId'), institution_id: text(body, 'sellerOrganisationId'), right_name: text(body, 'right') || 'assignment',
    title_zh: title.zh, title_en: title.en, starting_minor: minor(body, 'startingPriceMinor'),
  })
  await observe(act, fact, 'listed', lotId, await origin(act, lotId))
}

const onHammer = async (act: Act, fact: Fact): Promise<void> => {
  const lotId = text(fact.body, 'lotId')
  const from = await origin(act, lotId)
  if (fact.body['outcome'] === 'sold') await observe(act, fact, 'hammer', lotId, { ...from, amount_minor: minor(fact.body, 'priceMinor') })
  else await observe(act, fact, 'failed', lotId, from)
}

const onSettled = async (act: Act, fact: Fact): Promise<void> => {
  const lotId = text(fact.body, 'lotId')
  await observe(act, fact, 'settled', lotId, { ...(await origin(act, lotId)), amount_minor: minor(fact.body, 'priceMinor'), technology_minor: minor(fact.body, 'technologyAmountMinor') })
}

const onIncomePaid = async (act: Act, fact: Fact): Promise<void> => {
  const lotId = text(fact.body, 'lotId')
  await observe(act, fact, 'researcher_income', lotId || fact.subject, { ...(await origin(act, lotId)), starting_minor: 0n, amount_minor: minor(fact.body, 'paidToPersonsMinor') })
}

const onDemand = (act: Act, fact: Fact): Promise<void> => observe(act, fact, 'demand', fact.subject, { region: text(fact.body, 'region') || null })

const reaction = (on: string, name: string, work: (act: Act, fact: Fact) => Promise<void>): Reaction => ({
  on,
  name: `indicator.${name}`,
  handle: async (act, fact): Promise<Result<null>> => {
    await work(act, fact)
    return ok(null)
  },
})

export const reactions: readonly Reaction[] = [
  reaction('achievement.catalogued', 'catalogued', onCatalogued),
  reaction('listing.opened', 'listed', onListed),
  reaction('auction.closed', 'hammer', onHammer),
  reaction('contract.settled', 'settled', onSettled),
  reaction('income.paid', 'researcher_income', onIncomePaid),
  reaction('demand.published', 'demand', onDemand),
]
