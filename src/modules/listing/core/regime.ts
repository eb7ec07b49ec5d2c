/**
 * Under which law a sale is called. An auction (拍卖) is held by a licensed house, presided over by a certified auctioneer, on a written consignment, with notice
 * and viewing (Auction Law art. 11, 14, 42, 45, 48). Everything else is online bidding (网络竞价) by the market's own rules and never goes by that name.
 */
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'

export const REGIMES = ['bidding', 'licensed'] as const
export type Regime = (typeof REGIMES)[number]

export interface AuctionTerms {
  readonly houseOrganisationId: string
  readonly auctioneerId: string
  /** The consignment contract (委托拍卖合同), signed; null while it is drafted. */
  readonly contractDocumentId: string | null
  /** Working days on which the object is shown, from the first after the notice. */
  readonly viewingDays: number
  /** Place and hours. */
  readonly viewingPlace: Bilingual
  /** As agreed; null: nothing is, and the bound of the law holds (art. 56). */
  readonly commission: Bilingual | null
}

/** With the papers of house and auctioneer as they stood when the terms were checked. */
export interface AuctionOnRecord extends AuctionTerms {
  readonly licenceNumber: string
  readonly licenceIssuer: string
  readonly certificateNumber: string
}

export const regimeOf = ({ consignment }: { readonly consignment: AuctionTerms | null }): Regime => (consignment === null ? 'bidding' : 'licensed')

export const AUCTION_REFUSALS = [
  'listing.auction_unlicensed',
  'listing.auctioneer_uncertified',
  'listing.auction_of_own',
  'listing.auction_method',
  'listing.viewing_too_short',
  'listing.consignment_missing',
] as const

/** The house as it stands on the day; null: no licence that was checked and is in force. */
interface House {
  readonly licence: { readonly number: string; readonly issuer: string }
  readonly auctioneers: readonly { readonly personId: string; readonly number: string }[]
}

interface Around {
  readonly house: House | null
  readonly sellerOrganisationId: string
  /** Null: by its method no licensed house sells; prices are not named in the open, or not the highest wins (art. 3). */
  readonly viewing: { readonly minDays: number; readonly rule: RuleCitation } | null
  /** From the submission on. */
  readonly needsConsignment: boolean
}

const at = (field: string) => ({ field: `consignment.${field}` })

export const checkAuction = (terms: AuctionTerms, around: Around): Result<AuctionOnRecord, (typeof AUCTION_REFUSALS)[number]> => {
  const { house, viewing } = around
  if (house === null) return refuse('listing.auction_unlicensed', {}, at('houseOrganisationId'))
  const certificate = house.auctioneers.find(({ personId }) => personId === terms.auctioneerId)
  if (certificate === undefined) return refuse('listing.auctioneer_uncertified', {}, at('auctioneerId'))
  if (terms.houseOrganisationId === around.sellerOrganisationId) return refuse('listing.auction_of_own', {}, at('houseOrganisationId'))
  if (viewing === null) return refuse('listing.auction_method', {}, { field: 'method' })
  if (terms.viewingDays < viewing.minDays) return refuse('listing.viewing_too_short', { min: viewing.minDays }, { ...at('viewingDays'), rule: viewing.rule })
  if (around.needsConsignment && terms.contractDocumentId === null) return refuse('listing.consignment_missing', {}, at('contractDocumentId'))
  return ok({ ...terms, licenceNumber: house.licence.number, licenceIssuer: house.licence.issuer, certificateNumber: certificate.number })
}

type RegimeWord = 'sale' | 'notice' | 'host' | 'organiser' | 'end' | 'record' | 'confirmation' | 'basis'

/** What a thing is called, by the regime of its lot: the one table for notices, papers and pages. */
export const REGIME_WORDS: Readonly<Record<Regime, Readonly<Record<RegimeWord, Bilingual>>>> = {
  bidding: {
    sale: { zh: '网络竞价', en: 'online bidding' },
    notice: { zh: '网络竞价公告', en: 'Notice of online bidding' },
    host: { zh: '主持人', en: 'Host' },
    organiser: { zh: '交易机构', en: 'Market' },
    end: { zh: '竞价结束', en: 'End of the bidding' },
    record: { zh: '竞价笔录', en: 'Bidding record' },
    confirmation: { zh: '成交确认书', en: 'Sale confirmation' },
    basis: {
      zh: '本次交易为网络竞价，笔录参照《中华人民共和国拍卖法》第五十三条制作，由主持人、记录人签名，成交的并由买受人签名。',
      en: 'This sale was online bidding; its record follows art. 53 of the Auction Law.',
    },
  },
  licensed: {
    sale: { zh: '拍卖', en: 'licensed auction' },
    notice: { zh: '拍卖公告', en: 'Notice of auction' },
    host: { zh: '拍卖师', en: 'Auctioneer' },
    organiser: { zh: '拍卖人', en: 'Auction house' },
    end: { zh: '落槌', en: 'Hammer' },
    record: { zh: '拍卖笔录', en: 'Auction record' },
    confirmation: { zh: '拍卖成交确认书', en: 'Confirmation of the auction' },
    basis: {
      zh: '本次交易为拍卖，笔录依照《中华人民共和国拍卖法》第五十三条制作，由拍卖师、记录人签名，成交的并由买受人签名。',
      en: 'This sale was an auction; its record is made under art. 53 of the Auction Law.',
    },
  },
}
