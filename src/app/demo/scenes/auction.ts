/** A licensed auction by an invented house: its licence and its auctioneer's certificate on record, a lot announced with viewing and commission. */
import { DAY_MS, dateOf, HOUR_MS, later, startOfDay } from '#kernel/instant.ts'
import { catalogue } from '../../stage/cataloguing.ts'
import { applyFor, publishLot, submitLot } from '../../stage/selling.ts'
import { INSTITUTIONS, type Stage } from '../../stage/stage.ts'
import { demoAchievement } from '../achievement-data.ts'
import type { Scene } from '../scene.ts'

const ITEM = 'digital-twin-port'
const PATENT = 270
const [HOUSE, AUCTIONEER] = ['house', 'house.auctioneer'] as const
/** The visitor may take part; nobody of the cast bids, so it opens when the season is over, and apart from the other lots of which that is true. */
const OPENS_IN_DAYS = 61
const VALID_DAYS = 3 * 365

const paper = async (stage: Stage, key: string, name: string): Promise<string> => {
  const contentBase64 = Buffer.from(`${name}（演示，并非真实证照）`).toString('base64')
  return (await stage.as(key).document.upload({ name: `${name}.txt`, kind: 'proof', contentBase64 })).id
}

/** What stands already stays. */
const onRecord = async (stage: Stage, kind: 'auction_licence' | 'auctioneer_certificate', name: string): Promise<void> => {
  const organisationId = stage.organisationId('auctionHouse')
  const { items } = await stage.as(HOUSE).party.credentials.list({ organisationId })
  if (items.some((item) => item.kind === kind)) return
  const { credentialId } = await stage.as(HOUSE).party.fileCredential({
    organisationId,
    kind,
    ...(kind === 'auction_licence' ? {} : { personId: stage.personId(AUCTIONEER) }),
    number: kind === 'auction_licence' ? '示范拍字第0001号（演示）' : '示范拍卖师0001（演示）',
    issuer: kind === 'auction_licence' ? '示范省商务主管部门（演示）' : '示范拍卖行业协会（演示）',
    validFrom: dateOf(later(stage.now(), -30 * DAY_MS)),
    validUntil: dateOf(later(stage.now(), VALID_DAYS * DAY_MS)),
    paperDocumentId: await paper(stage, HOUSE, name),
  })
  await stage.as('clerk').party.confirmCredential({ id: credentialId })
}

const announce = async (stage: Stage): Promise<void> => {
  await onRecord(stage, 'auction_licence', '拍卖经营批准证书')
  await onRecord(stage, 'auctioneer_certificate', '拍卖师资格证书')
  const { polytechnic: institution } = INSTITUTIONS
  const item = demoAchievement(ITEM)
  const achievementId = await catalogue(stage, institution, item, PATENT)
  const lotId = await submitLot(stage, {
    item,
    achievementId,
    institution,
    right: 'exclusive',
    startWan: Math.round(item.priceWan * 0.8),
    reserveWan: null,
    opensAt: later(startOfDay(dateOf(later(stage.now(), OPENS_IN_DAYS * DAY_MS))), 10 * HOUR_MS),
    consignment: {
      houseOrganisationId: stage.organisationId('auctionHouse'),
      auctioneerId: stage.personId(AUCTIONEER),
      contractDocumentId: await paper(stage, institution.tto, '委托拍卖合同'),
      viewingDays: 3,
      viewingPlace: {
        zh: '杭州市示范路8号一层展厅，每日9:00至17:00（演示）',
        en: 'Show room, ground floor, 8 Model Road, Hangzhou, 9:00 to 17:00 each day (demo)',
      },
      commission: null,
    },
  })
  await publishLot(stage, lotId)
  await applyFor(stage, lotId, ['enterprise3', 'enterprise4'])
}

export const auctionScene: Scene = { name: 'auction', shows: [ITEM], steps: [announce] }
