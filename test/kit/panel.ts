/** Experts, and a panel that they may be drawn for: for tests of panels. */
import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { HOUR_MS, later } from '#kernel/instant.ts'
import { openPanel, type OpenPanel } from '#modules/panel/index.ts'
import type { TestMarket } from './market.ts'
import { must } from './sealing.ts'

export const nonceOf = (side: string): string => `a nonce of the ${side}, long enough`
export const commitmentOf = (nonce: string): string => createHash('sha256').update(nonce).digest('hex')

/** So many experts, each two of one institute. */
export const expertsOf = async (m: TestMarket, count: number): Promise<readonly Actor[]> => {
  const experts: Actor[] = []
  let unit = ''
  for (let at = 0; at < count; at += 1) {
    if (at % 2 === 0) unit = await m.organisation({ kind: 'institute', name: `评审研究所${at / 2}` })
    experts.push(await m.person({ name: `专家${at}`, roles: [{ role: 'expert', organisationId: unit }] }))
  }
  return experts
}

export const CRITERIA = [
  { key: 'novelty', title: { zh: '先进性', en: 'Novelty' }, weightBasisPoints: 6000 },
  { key: 'use', title: { zh: '可实施性', en: 'Feasibility' }, weightBasisPoints: 4000 },
] as const

/** Four steps of an hour. */
export const timesFrom = (m: TestMarket) => {
  const now = m.clock.now()
  return { sealBy: later(now, HOUR_MS), unsealBy: later(now, 2 * HOUR_MS), declareBy: later(now, 3 * HOUR_MS), scoreBy: later(now, 4 * HOUR_MS) }
}

export const panelOf = async (
  m: TestMarket,
  clerk: Actor,
  input: Partial<OpenPanel> & Pick<OpenPanel, 'ownerOrganisationId' | 'sides' | 'subject'>,
): Promise<string> => {
  const whole: OpenPanel = {
    title: { zh: '方案评审', en: 'Review of proposals' },
    seats: 3,
    criteria: CRITERIA,
    involved: [input.ownerOrganisationId],
    personsOut: [],
    times: timesFrom(m),
    ...input,
  }
  return must(await m.act(clerk, (act) => openPanel(act, whole))).panelId
}

/** Both acts of a side for which nobody else waits. */
export const sealAndUnseal = async (m: TestMarket, panelId: string, sides: Readonly<Record<string, Actor>>): Promise<void> => {
  for (const [side, actor] of Object.entries(sides)) must(await m.as(actor).panel.sealNonce({ id: panelId, commitment: commitmentOf(nonceOf(side)) }))
  for (const [side, actor] of Object.entries(sides)) must(await m.as(actor).panel.unsealNonce({ id: panelId, nonce: nonceOf(side) }))
}

export const drawnAmong = async (m: TestMarket, clerk: Actor, experts: readonly Actor[], panelId: string): Promise<readonly Actor[]> => {
  const { experts: seats } = must(await m.as(clerk).panel.get({ id: panelId }))
  const sitting = (seats ?? []).filter(({ state }) => state === 'drawn' || state === 'declared')
  return sitting.flatMap(({ personId }) => experts.filter((expert) => expert.personId === personId))
}

/** Marks every item, the better the higher its key, and locks. */
export const scoreAndLock = async (m: TestMarket, expert: Actor, panelId: string, points = 60) => {
  const { items } = must(await m.as(expert).panel.sheet.mine({ id: panelId }))
  const { criteria } = must(await m.as(expert).panel.get({ id: panelId }))
  const keys = items.map(({ key }) => Number(key)).sort((a, b) => a - b)
  const sheet = items.map(({ key }) => ({
    item: key,
    marks: Object.fromEntries(criteria.map((criterion) => [criterion.key, points + 10 * (keys.indexOf(Number(key)) + 1)])),
    opinion: '方案可行。',
  }))
  must(await m.as(expert).panel.saveSheet({ id: panelId, sheet }))
  return must(await m.as(expert).panel.lockSheet({ id: panelId }))
}
