/** What a buyer is told of a lot that was won: the sale, the money, and whose turn it is. */
import type { Api } from '../../contract.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'
import { ifAllowed, orNotFound } from '../../shell/calls.ts'
import type { Viewer } from '../../shell/context.ts'
import { contractSign } from '../contract/contract-sign.ts'
import { turnOf } from '../contract/contract-turn.ts'
import { stepAfterSale } from './won-step.ts'

export type Turn =
  | { readonly of: 'notice'; readonly state: 'runs' | 'paused' | 'over'; readonly until: string | null }
  | { readonly of: 'mine'; readonly act: string; readonly until: string | null; readonly isPayment: boolean }
  | { readonly of: 'theirs'; readonly who: string; readonly until: string | null }
  | { readonly of: 'nobody'; readonly state: string; readonly until: null }

type Contract = Awaited<ReturnType<Api['contract']['get']>>
interface Asked {
  readonly api: Api
  readonly lang: Lang
}

/** The same line as on the desk: one source says what waits for whom. */
const turnIn = async ({ api, lang }: Asked, contract: Contract): Promise<Turn> => {
  const waiting = (await api.desk.waiting({})).items.find(({ id }) => id === contract.id)
  if (waiting) return { of: 'mine', act: waiting.text[lang], until: waiting.until, isPayment: contract.payment !== null }
  const turn = turnOf(contract.state)
  if (turn === null) return { of: 'nobody', state: contractSign(contract.state, lang).word, until: null }
  // Where both have to confirm, one's own side already has.
  return { of: 'theirs', who: inLang(turn === 'buyer' ? contract.buyer.name : contract.seller.name, lang), until: contract.dueAt }
}

const contractOf = async (api: Api, lotId: string): Promise<Contract | null> => {
  const found = await ifAllowed(api.contract.ofLot({ lotId }))
  return found === null ? null : api.contract.get({ id: found.id })
}

type Notice = Awaited<ReturnType<Api['notice']['get']>>

/** While the notice of the result runs, nobody has to do anything. */
const turnOfNotice = (notice: Notice | null, isOver: boolean): Turn => {
  if (notice?.state === 'paused') return { of: 'notice', state: 'paused', until: null }
  return { of: 'notice', state: isOver ? 'over' : 'runs', until: notice?.closesAt ?? null }
}

/** Of a unit after the first, its auction is that of the lot that it is a unit of. */
const auctionIdOf = async (api: Api, { auctionId, unitOf }: Pick<Awaited<ReturnType<Api['listing']['get']>>, 'auctionId' | 'unitOf'>): Promise<string | null> =>
  unitOf === null ? auctionId : (await api.listing.get({ id: unitOf })).auctionId

/** The lot and its auction, for who bought it; null for everybody else. */
const boughtBy = async (viewer: Viewer, api: Api, id: string) => {
  const lot = await orNotFound(api.listing.get({ id }))
  // Subject to first refusal nobody has bought it yet.
  const auctionId = lot.subject !== null && lot.buyerOrganisationId === null ? null : await auctionIdOf(api, lot)
  if (auctionId === null) return null
  const auction = await api.auction.get({ id: auctionId })
  const buyerId = lot.buyerOrganisationId ?? auction.winnerOrganisationId
  const isBuyer = viewer.mandates.some(({ role, organisationId }) => role === 'enterprise' && organisationId === buyerId)
  return auction.outcome === 'sold' && isBuyer ? { lot, auction, buyerId } : null
}

/** Its own price and number, and of a lot of several units which one it took. */
const shareOf = ({ lot, auction, buyerId }: NonNullable<Awaited<ReturnType<typeof boughtBy>>>) => {
  const own = auction.winners.find(({ organisationId }) => organisationId === buyerId)
  return {
    topPriceMinor: own?.priceMinor ?? auction.topPriceMinor,
    // A holder of first refusal bought at a price that another number had named.
    topNumber: lot.subject?.outcome === 'taken' ? null : (own?.number ?? auction.topNumber),
    unit: auction.units === 1 ? null : { no: lot.unitNo ?? 1, of: auction.units, sold: auction.winners.length },
  }
}

export const wonLot = async ({ api, lang }: Asked, id: string, { viewer, now }: { readonly viewer: Viewer; readonly now: string }) => {
  const bought = await boughtBy(viewer, api, id)
  if (bought === null) return null
  const { lot, auction, buyerId } = bought
  const [applications, contract, notice] = await Promise.all([
    api.listing.applications.mine({ lotId: lot.unitOf ?? id, limit: 5 }),
    contractOf(api, id),
    lot.resultNoticeId === null ? null : ifAllowed(api.notice.get({ id: lot.resultNoticeId })),
  ])
  const closesAt = notice?.closesAt ?? null
  const isOver = closesAt !== null && closesAt <= now
  const { title, number, resultNoticeId, sellerName } = lot
  const { right, startingPriceMinor, closedAt } = auction
  const { unit, topPriceMinor, topNumber } = shareOf(bought)
  return {
    lot: { id, title, number, resultNoticeId, sellerName, roomId: lot.unitOf ?? id },
    unit,
    auction: { id: auction.id, right, startingPriceMinor, topPriceMinor, topNumber, closedAt },
    application: applications.items.find(({ organisationId }) => organisationId === buyerId) ?? null,
    contract: contract && { id: contract.id, number: contract.number, state: contract.state, balanceMinor: contract.balanceMinor, paidAt: contract.paidAt },
    step: stepAfterSale(contract?.state ?? null, isOver),
    turn: contract === null ? turnOfNotice(notice, isOver) : await turnIn({ api, lang }, contract),
  }
}
