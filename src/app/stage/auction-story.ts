/** From a catalogued achievement to an open auction, told through the operations that people call. For tests and the bench. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Actor, Role } from '#kernel/actor.ts'
import { parseInstant, type Instant } from '#kernel/instant.ts'
import type { Api } from '../core.ts'
import { applyAndQualify as qualify, bookStatement, checkAndPublish } from './acts.ts'

export interface StoryStage {
  readonly api: (actor: Actor) => Api
  readonly organisation: (kind: 'university' | 'enterprise' | 'market', name: string) => Promise<string>
  readonly person: (name: string, roles: readonly { readonly role: Role; readonly organisationId: string }[]) => Promise<Actor>
  readonly settle: () => Promise<void>
  /** Moves the market's clock to the instant and lets everything happen that falls due. */
  readonly until: (at: Instant) => Promise<void>
}

export interface Cast {
  readonly seller: string
  readonly researcher: Actor
  readonly tto: Actor
  readonly approver: Actor
  readonly clerk: Actor
  readonly finance: Actor
  readonly auctioneer: Actor
}

export const gatherCast = async (stage: StoryStage): Promise<Cast> => {
  const seller = await stage.organisation('university', '浙江示范大学（演示）')
  const market = await stage.organisation('market', '浙江拍市场（演示）')
  const at = (role: Role, organisationId: string) => stage.person(`${role}（演示）`, [{ role, organisationId }])
  return {
    seller,
    researcher: await at('researcher', seller),
    tto: await at('tto', seller),
    approver: await at('approver', seller),
    clerk: await at('clerk', market),
    finance: await at('finance', market),
    auctioneer: await at('auctioneer', market),
  }
}

let serial = 0

export const catalogueAchievement = async (stage: StoryStage, cast: Cast): Promise<string> => {
  serial += 1
  const { achievementId } = await stage.api(cast.researcher).achievement.disclose({
    institutionId: cast.seller,
    title: { zh: `示范成果${serial}：低温固态电解质`, en: `Demo technology ${serial}: low-temperature solid electrolyte` },
    abstract: { zh: '一种可在零下三十度工作的固态电解质及其制备方法。', en: 'A solid electrolyte that works at minus thirty degrees, and how to make it.' },
    completers: [{ personId: cast.researcher.personId ?? '', shareBasisPoints: 10_000, isMain: true, isRepresentative: true }],
    trl: 6,
    form: 'material',
    ipKind: 'know_how',
    field: 'new_materials',
    modes: ['exclusive'],
  } as never)
  await stage.api(cast.tto).achievement.assess({ id: achievementId, decision: 'publish', note: '' })
  await stage.api(cast.approver).achievement.approve({ id: achievementId })
  await stage.settle()
  return achievementId
}

export interface LotPlan {
  readonly startingPriceMinor: string
  readonly incrementMinor: string
  readonly depositMinor: string
  readonly reserveMinor: string | null
  readonly freeMinutes: number
  readonly timedSeconds: number
}

export const PLAN: LotPlan = {
  startingPriceMinor: '200000000',
  incrementMinor: '4000000',
  depositMinor: '20000000',
  reserveMinor: null,
  freeMinutes: 60,
  timedSeconds: 300,
}

export const draftOf = (achievementId: string, { incrementMinor, freeMinutes, timedSeconds, ...plan }: LotPlan) => ({
  achievementId,
  title: { zh: '低温固态电解质独占许可', en: 'Exclusive licence: low-temperature solid electrolyte' },
  summary: { zh: '五年独占许可，含全部技术资料。', en: 'A five-year exclusive licence with all documents.' },
  right: {
    kind: 'licence' as const,
    exclusivity: 'exclusive' as const,
    termMonths: 60,
    territory: { zh: '中国境内', en: 'Mainland China' },
    field: { zh: '全部应用领域', en: 'All fields of use' },
  },
  noticeDays: 10,
  priceBasis: { kind: 'negotiation' as const, text: { zh: '单位集体决策记录。', en: 'Record of the collective decision.' } },
  terms: { zh: '五个工作日内付清价款。', en: 'Price in full within five working days.' },
  qualifications: { zh: '依法设立的企业法人。', en: 'Enterprises established by law.' },
  ...plan,
  methodTerms: { incrementMinor, freeMinutes, timedSeconds },
})

/** Another way of sale than the plan's ascending bidding. */
export interface Sale {
  readonly method?: string
  readonly methodTerms?: Readonly<Record<string, Json>>
  readonly reserveMinor?: string | null
  readonly right?: {
    readonly kind: 'licence'
    readonly exclusivity: 'exclusive' | 'sole' | 'ordinary'
    readonly termMonths: number
    readonly territory: Bilingual
    readonly field: Bilingual
  }
  /** So many licences of one technology. */
  readonly units?: number
  readonly depositAlternatives?: readonly ('freeze' | 'guarantee' | 'insurance' | 'waiver')[]
  readonly waiverBasis?: { readonly zh: string; readonly en: string }
}

/** Draft, submission, three checks, notice. */
export const openLot = async (
  stage: StoryStage,
  cast: Cast,
  plan: LotPlan = PLAN,
  { depositAlternatives = [], ...sale }: Sale = {},
): Promise<{ readonly lotId: string; readonly opensAt: Instant; readonly noticeClosesAt: Instant }> => {
  const achievementId = await catalogueAchievement(stage, cast)
  const seller = stage.api(cast.tto).listing
  const { lotId } = await seller.draft({ ...draftOf(achievementId, plan), depositAlternatives: [...depositAlternatives], ...sale })
  await seller.submit({ id: lotId })
  const opened = await checkAndPublish(stage.api(cast.clerk), lotId)
  await stage.settle()
  return { lotId, opensAt: parseInstant(opened.opensAt), noticeClosesAt: parseInstant(opened.noticeClosesAt) }
}

export interface Bidder {
  readonly actor: Actor
  readonly organisationId: string
}

export const enterprise = async (stage: StoryStage, name: string): Promise<Bidder> => {
  const organisationId = await stage.organisation('enterprise', name)
  return { organisationId, actor: await stage.person(`${name}经办人`, [{ role: 'enterprise', organisationId }]) }
}

export const applyAndQualify = async (stage: StoryStage, cast: Cast, lotId: string, bidders: readonly Bidder[]): Promise<void> => {
  for (const { actor } of bidders) await qualify({ applicant: stage.api(actor), clerk: stage.api(cast.clerk) }, lotId)
  await stage.settle()
}

/** The fictional bank pays what is open; the finance officer imports its statement. */
export const importStatement = async (stage: StoryStage, cast: Cast): Promise<void> => {
  const finance = stage.api(cast.finance)
  await bookStatement(finance, await finance.payment.demoStatement({ format: 'csv' }))
  await stage.settle()
}

/** Notice over, deposits in, the auction scheduled. */
export const scheduleRoom = async (
  stage: StoryStage,
  cast: Cast,
  bidders: readonly Bidder[],
  { plan = PLAN, ...sale }: Sale & { readonly plan?: LotPlan } = {},
) => {
  const { lotId, noticeClosesAt } = await openLot(stage, cast, plan, sale)
  await applyAndQualify(stage, cast, lotId, bidders)
  await importStatement(stage, cast)
  await stage.until(noticeClosesAt)
  const { id: auctionId, opensAt } = await stage.api(cast.clerk).auction.ofLot({ id: lotId })
  return { lotId, auctionId, opensAt: parseInstant(opensAt) }
}

/** A licence that others may have as well. */
export const ORDINARY = {
  kind: 'licence',
  exclusivity: 'ordinary',
  termMonths: 36,
  territory: { zh: '中国境内', en: 'Mainland China' },
  field: { zh: '全部应用领域', en: 'All fields of use' },
} as const satisfies Sale['right']

/** And the room open. */
export const openRoom = async (stage: StoryStage, cast: Cast, bidders: readonly Bidder[], plan: LotPlan = PLAN) => {
  const room = await scheduleRoom(stage, cast, bidders, { plan })
  await stage.api(cast.auctioneer).auction.assign({ id: room.auctionId })
  await stage.until(room.opensAt)
  return room
}
