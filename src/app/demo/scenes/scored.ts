/** A lot sold by marks and price rounds, with the panel at work: two experts have a sheet due when the visitor comes. */
import { createHash } from 'node:crypto'
import { addWorkingDays } from '#kernel/business-calendar.ts'
import { DAY_MS, dateOf, HOUR_MS, later, startOfDay } from '#kernel/instant.ts'
import { marketCalendar } from '#modules/rulebook/index.ts'
import { catalogue } from '../../stage/cataloguing.ts'
import { applyFor, importStatement, publishLot, submitLot } from '../../stage/selling.ts'
import { INSTITUTIONS, type Stage } from '../../stage/stage.ts'
import type { Script } from '../../stage/timeline.ts'
import { demoAchievement } from '../achievement-data.ts'
import { nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'

const ITEM = 'standard-iot'
const SERIAL = 206
const LEAD_WORKING_DAYS = 24
const OPENED_DAYS_AGO = 4
const PROPOSAL_HOURS = 72

const PROPOSALS: Readonly<Record<string, string>> = {
  enterprise:
    '一、六个月内在两家水务公司建成示范，一年内向同行业开放数据接口。二、组建十二人的实施团队，其中研发八人。三、三年内追加研发投入不少于受让价款的百分之四十，与完成人团队共同申请后续专利。（演示）',
  enterprise4: '一、先在三十个小区试点，按季度公布校准数据。二、现有计量、质检和售后队伍可直接承接。三、设立专项资金用于标准推广和培训。（演示）',
  enterprise5: '一、与自有平台整合，四个月上线首个版本。二、依托全省服务网点推广，两年覆盖五十万只水表。三、每年以销售收入的百分之六投入后续开发。（演示）',
}
const BIDDERS = Object.keys(PROPOSALS)
/** The others have locked theirs. */
const STILL_WRITING = ['expert', 'expert2']
const EXPERTS = [...STILL_WRITING, 'expert3', 'expert4', 'expert5']

const nonceOf = (side: string): string => `demo nonce of ${side}, kept by its side`
const commitmentOf = (nonce: string): string => createHash('sha256').update(nonce).digest('hex')

/** All sides seal, and only then unseal: the experts are drawn with the last. */
const drawExperts = async (stage: Stage, panelId: string): Promise<void> => {
  const sides = [INSTITUTIONS.institute.tto, 'regulator', ...BIDDERS]
  for (const key of sides) await stage.as(key).panel.sealNonce({ id: panelId, commitment: commitmentOf(nonceOf(key)) })
  for (const key of sides) await stage.as(key).panel.unsealNonce({ id: panelId, nonce: nonceOf(key) })
}

const lockSheet = async (stage: Stage, key: string, panelId: string): Promise<void> => {
  const api = stage.as(key)
  const { items } = await api.panel.sheet.mine({ id: panelId })
  const { criteria } = await api.panel.get({ id: panelId })
  // By the numbers of expert, proposal and criterion: different, and the same each time.
  const pointsOf = (item: string, at: number): number => 68 + ((Number(item) * 7 + at * 5 + EXPERTS.indexOf(key) * 3) % 25)
  const sheet = items.map((item) => ({
    item: item.key,
    marks: Object.fromEntries(criteria.map((criterion, at) => [criterion.key, pointsOf(item.key, at)])),
    opinion: '方案目标明确，实施步骤可行。（演示）',
  }))
  await api.panel.saveSheet({ id: panelId, sheet })
  await api.panel.lockSheet({ id: panelId })
}

const scoredScript =
  ({ stage, today }: Season): Script =>
  async ({ until, now }) => {
    const item = demoAchievement(ITEM)
    const institution = INSTITUTIONS.institute
    const planned = later(nineOClock(today, -OPENED_DAYS_AGO), HOUR_MS)
    await until(later(startOfDay(addWorkingDays(marketCalendar, dateOf(planned), -LEAD_WORKING_DAYS)), 9 * HOUR_MS))
    const achievementId = await catalogue(stage, institution, item, SERIAL)
    const lotId = await submitLot(stage, {
      item,
      achievementId,
      institution,
      right: 'exclusive',
      startWan: Math.round(item.priceWan * 0.7),
      reserveWan: null,
      opensAt: planned,
      sale: 'scored',
    })
    await until(later(now(), HOUR_MS))
    const { opensAt } = await publishLot(stage, lotId)
    await until(later(now(), DAY_MS))
    await applyFor(stage, lotId, BIDDERS)
    await until(nineOClock(today, -OPENED_DAYS_AGO - 2))
    await importStatement(stage)
    await until(later(opensAt, HOUR_MS))
    const { id } = await stage.as('clerk').auction.ofLot({ id: lotId })
    const { panelId } = await stage.as('clerk').auction.scored.get({ id })
    if (panelId === null) throw new Error('the scored lot of the demo has no panel')
    for (const [key, text] of Object.entries(PROPOSALS)) await stage.as(key).auction.fileProposal({ id, text })
    await drawExperts(stage, panelId)
    await until(later(opensAt, (PROPOSAL_HOURS + 1) * HOUR_MS))
    for (const key of EXPERTS) await stage.as(key).panel.declare({ id: panelId })
    await until(later(now(), HOUR_MS))
    for (const key of EXPERTS) if (!STILL_WRITING.includes(key)) await lockSheet(stage, key, panelId)
  }

export const scoredScene: Scene = { name: 'scored', shows: [ITEM], past: (season) => [scoredScript(season)] }
