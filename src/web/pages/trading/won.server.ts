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

export const wonLot = async ({ api, lang }: Asked, id: string, { viewer, now }: { readonly viewer: Viewer; readonly now: string }) => {
  const lot = await orNotFound(api.listing.lotById({ id }))
  if (lot.auctionId === null) return null
  const auction = await api.auction.auctionById({ id: lot.auctionId })
  const buyerId = lot.buyerOrganisationId ?? auction.winnerOrganisationId
  const isBuyer = viewer.mandates.some(({ role, organisationId }) => role === 'enterprise' && organisationId === buyerId)
  if (auction.outcome !== 'sold' || !isBuyer) return null
  const [applications, contract, notice] = await Promise.all([
    api.listing.myApplications({ lotId: id, limit: 5 }),
    contractOf(api, id),
    lot.resultNoticeId === null ? null : ifAllowed(api.notice.noticeById({ id: lot.resultNoticeId })),
  ])
  const until = notice?.closesAt ?? null
  const isOver = until !== null && until <= now
  const turn: Turn =
    contract === null
      ? { of: 'notice', state: notice?.state === 'paused' ? 'paused' : isOver ? 'over' : 'runs', until: notice?.state === 'paused' ? null : until }
      : await turnIn({ api, lang }, contract)
  const { title, number, resultNoticeId, sellerName } = lot
  const { right, startingPriceMinor, topPriceMinor, topNumber, closedAt } = auction
  return {
    lot: { id, title, number, resultNoticeId, sellerName },
    auction: { id: auction.id, right, startingPriceMinor, topPriceMinor, topNumber, closedAt },
    application: applications.items.find(({ organisationId }) => organisationId === buyerId) ?? null,
    contract:
      contract === null
        ? null
        : { id: contract.id, number: contract.number, state: contract.state, balanceMinor: contract.balanceMinor, paidAt: contract.paidAt },
    step: stepAfterSale(contract?.state ?? null, isOver),
    turn,
  }
}
