/** Deposits of every kind: a guarantee to be checked, a policy that stands, a frame for several lots, a waiver asked for, money on its way back; and an unsold lot that is offered again. */
import { DAY_MS, dateOf, HOUR_MS, later, parseInstant, startOfDay, toIso, type Instant } from '#kernel/instant.ts'
import { catalogue, waiveFirstRefusal } from '../../stage/cataloguing.ts'
import { applyFor, importStatement, publishLot, submitLot } from '../../stage/selling.ts'
import { INSTITUTIONS, wan, type Stage } from '../../stage/stage.ts'
import { demoAchievement } from '../achievement-data.ts'
import type { Scene } from '../scene.ts'

const [OFFERED, TAKEN_BACK] = ['self-healing', 'compressor-noise'] as const
const FIRST_PATENT = 260
const START_WAN = 120
/** Long enough for any lot of the demonstration. */
const VALID_DAYS = 200
/** The visitor may take part; nobody of the cast bids for them, so they open when the season is over. */
const OPENS_IN_DAYS = 40

const proofOf = async (stage: Stage, key: string, text: string): Promise<string> => {
  const contentBase64 = Buffer.from(`${text}（演示）`).toString('base64')
  return (await stage.as(key).document.upload({ name: `${text}.txt`, kind: 'proof', contentBase64 })).id
}

const paperOf = async (stage: Stage, key: string, issuerName: string, number: string) => ({
  issuerName,
  number,
  validUntil: dateOf(later(stage.now(), VALID_DAYS * DAY_MS)),
  documentId: await proofOf(stage, key, `${issuerName}${number}`),
})

const opening = (stage: Stage): Instant => later(startOfDay(dateOf(later(stage.now(), OPENS_IN_DAYS * DAY_MS))), 10 * HOUR_MS)

const lotOf = async (stage: Stage, key: string, serial: number): Promise<string> => {
  const institution = INSTITUTIONS.institute
  const item = demoAchievement(key)
  const achievementId = await catalogue(stage, institution, item, FIRST_PATENT + serial)
  const lotId = await submitLot(stage, {
    item,
    achievementId,
    institution,
    right: 'ordinary',
    startWan: START_WAN,
    reserveWan: null,
    opensAt: opening(stage),
    takesPapers: true,
  })
  await publishLot(stage, lotId)
  return lotId
}

const numbered = async (stage: Stage, key: string, lotId: string): Promise<string> =>
  (await stage.as(key).listing.applications.mine({ lotId })).items[0]?.id ?? ''

const confirm = async (stage: Stage, instrumentId: string): Promise<void> => {
  await stage.as('finance').payment.checkInstrument({ instrumentId, note: '已向出具人电话核实，金额、期限与原件一致。' })
  await stage.as('finance2').payment.confirmInstrument({ instrumentId })
  await stage.settle()
}

const papers = async (stage: Stage): Promise<void> => {
  const lotId = await lotOf(stage, OFFERED, 0)
  await applyFor(stage, lotId, ['enterprise', 'enterprise2', 'enterprise3', 'enterprise4'])
  const bank = await paperOf(stage, 'enterprise', '示范银行杭州分行（演示）', 'BH-2026-0117')
  await stage.as('enterprise').listing.secureDeposit({ id: await numbered(stage, 'enterprise', lotId), kind: 'guarantee', ...bank })
  const policy = await paperOf(stage, 'enterprise2', '示范科技保险公司（演示）', 'LYBZ-2026-0042')
  const insured = await stage.as('enterprise2').listing.secureDeposit({ id: await numbered(stage, 'enterprise2', lotId), kind: 'insurance', ...policy })
  await confirm(stage, insured.instrumentId)
  const frame = await paperOf(stage, 'enterprise3', '示范银行宁波分行（演示）', 'ED-2026-0008')
  const { instrumentId } = await stage.as('enterprise3').payment.fileFrame({ ...frame, amountMinor: wan(60) })
  await confirm(stage, instrumentId)
  await stage.as('enterprise3').listing.useInstrument({ id: await numbered(stage, 'enterprise3', lotId), instrumentId })
  const statement = '近一年在本市场成交两项，均按期签约付款。（演示）'
  await stage.as('enterprise4').listing.secureDeposit({ id: await numbered(stage, 'enterprise4', lotId), kind: 'waiver', statement })
  await stage.settle()
}

const onItsWayBack = async (stage: Stage): Promise<void> => {
  const lotId = await lotOf(stage, TAKEN_BACK, 1)
  await applyFor(stage, lotId, ['enterprise'])
  const [application] = (await stage.as('enterprise').listing.applications.mine({ lotId })).items
  await importStatement(stage, { only: [application?.depositReference ?? ''] })
  await stage.as(INSTITUTIONS.institute.tto).listing.withdrawLot({ id: lotId, reason: '单位决定先行补充中试数据，另行挂牌。（演示）' })
  await stage.settle()
}

const OWNERS = Object.values(INSTITUTIONS)

/** The first unsold lot that still may come back by the rule, a tenth lower. */
const offeredAgain = async (stage: Stage): Promise<void> => {
  const { items } = await stage.as('clerk').listing.list({ state: 'failed', limit: 20 })
  const lots = []
  for (const { id } of items) lots.push(await stage.as('clerk').listing.get({ id }))
  // Played again, the step has done its work.
  if (lots.some(({ successor }) => successor !== null)) return
  for (const lot of lots) {
    const owner = OWNERS.find(({ organisation }) => stage.organisationId(organisation) === lot.sellerOrganisationId)
    if (owner === undefined || lot.method === 'dutch' || lot.reofferUntil === null || parseInstant(lot.reofferUntil) < stage.now()) continue
    const tto = stage.as(owner.tto).listing
    const startingPriceMinor = String((BigInt(lot.startingPriceMinor) * 9n) / 10n)
    const { lotId } = await tto.reoffer({ id: lot.id, startingPriceMinor, plannedOpensAt: toIso(opening(stage)) })
    // Who waived at the earlier price has not waived this one.
    if (lot.right.kind === 'assignment') await waiveFirstRefusal(stage, owner, lot.achievementId, startingPriceMinor)
    await tto.submit({ id: lotId })
    await publishLot(stage, lotId)
    return
  }
}

export const depositScene: Scene = { name: 'deposit', shows: [OFFERED, TAKEN_BACK], steps: [papers, onItsWayBack, offeredAgain] }
