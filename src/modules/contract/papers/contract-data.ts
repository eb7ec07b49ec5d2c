/** What a technology contract is written from. What is not on record is null or empty and becomes a line to be filled in by hand. */
import type { CalendarDate, Instant } from '#kernel/instant.ts'
import { registeredOf } from '../core/registration.ts'

export type RightKind = 'assignment' | 'exclusive' | 'sole' | 'ordinary'

export interface PaperParty {
  readonly name: string
  /** Empty for a natural person, whose identity-card number is filled in by hand. */
  readonly creditCode: string
  readonly isNaturalPerson: boolean
  /** Domicile (Civil Code art. 470). */
  readonly address: string
  /** Legal representative or head. */
  readonly representative: string
  /** Person who acts for the party in this deal. */
  readonly agent: string
}

export const SUBJECT_KINDS = ['patent', 'application', 'know_how', 'software', 'circuit_layout', 'plant_variety', 'other'] as const
/** What the contract is about: each kind is assigned, licensed and registered as itself (Civil Code arts. 862, 863, 876). */
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export interface PaperRight {
  readonly kind: SubjectKind
  readonly name: string
  /** Patent, application or registration number. */
  readonly number: string
  /** Of a patent or an application: sets how long the protection lasts (Patent Law art. 42). */
  readonly patentKind: 'invention' | 'utility' | 'design' | null
  readonly filedOn: CalendarDate | null
}

export interface PaperHolder {
  readonly name: string
  readonly shareBasisPoints: number
}

/** An earlier licence or another burden, as the register of rights has it. */
export interface PaperBurden {
  readonly kindLabel: string
  readonly inFavourOf: string
  readonly note: string
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

export type DisputeForum = { readonly kind: 'court' } | { readonly kind: 'arbitration'; readonly commission: string }

export interface DeductionOfPaper {
  readonly label: string
  readonly amountMinor: bigint
}

/** Who holds the price until it is due: not the seller, and named. */
export interface EscrowHolder {
  readonly name: string
  readonly creditCode: string
}

export interface ContractPaper {
  readonly number: string
  readonly right: RightKind
  /** Of the whole right, where an assignment is of a share; null or absent: of the whole. */
  readonly shareBasisPoints?: number | null
  readonly achievementTitle: string
  /** Of the public catalogue; empty for one that has none. */
  readonly achievementNumber: string
  readonly summary: string
  readonly lotNumber: string
  /** Of the public notice of sale. */
  readonly noticeNumber: string
  /** The terms of the lot, word for word as they were published. */
  readonly publicTerms: string
  readonly qualifications: string
  readonly saleMethod: string
  readonly soldAt: Instant
  readonly confirmationNumber: string
  readonly seller: PaperParty
  readonly buyer: PaperParty
  readonly escrow: EscrowHolder
  readonly rights: readonly PaperRight[]
  readonly holders: readonly PaperHolder[]
  readonly burdens: readonly PaperBurden[]
  /** Who made the achievement: named in its papers (Civil Code art. 849). */
  readonly completers: readonly string[]
  /** Null for an assignment or a licence for the life of the right. */
  readonly termMonths: number | null
  readonly territory: string
  readonly field: string
  readonly priceMinor: bigint
  readonly depositMinor: bigint
  readonly deductions: readonly DeductionOfPaper[]
  readonly technologyAmountMinor: bigint
  readonly technicalIncomeMinor: bigint
  readonly paymentWorkingDays: number
  readonly cureDays: number
  readonly handoverDays: number
  readonly acceptanceDays: number
  readonly guidanceDays: number
  readonly secrecyYears: number
  /** Silence after a demand is acceptance. */
  readonly silenceDays: number
  /** Working days from acceptance to apply for registration. */
  readonly registerDays: number
  /** To object to a notice of rescission. */
  readonly objectionDays: number
  /** Per day of delay, of the sum in arrears: 5 is 万分之五. */
  readonly lateRatePerTenThousand: number
  readonly forum: DisputeForum
  readonly draftedOn: CalendarDate
}

/** What the two sides are called throughout: the words differ between assignment and licence. */
export interface SideNames {
  readonly seller: string
  readonly buyer: string
  readonly verb: string
}
/** The seller goes on holding the right with others, or leaves it to them and the buyer. */
export const isShare = ({ shareBasisPoints = null }: Pick<ContractPaper, 'shareBasisPoints'>): boolean => shareBasisPoints !== null

export const sideNames = (right: RightKind): SideNames =>
  right === 'assignment' ? { seller: '让与方', buyer: '受让方', verb: '转让' } : { seller: '许可方', buyer: '被许可方', verb: '许可实施' }

const NUMBERS = {
  definitions: 1,
  object: 2,
  publicTerms: 3,
  scope: 4,
  money: 5,
  delivery: 6,
  acceptance: 7,
  registration: 8,
  warranties: 9,
  secrecy: 10,
  results: 11,
  risk: 12,
  breach: 13,
  end: 14,
  integrity: 15,
  disputes: 16,
  notices: 17,
  effect: 18,
} as const

/** Where each article stands, so that a reference never points beside it. */
export const ARTICLES = NUMBERS

export const hasKind = (paper: Pick<ContractPaper, 'rights'>, ...kinds: readonly SubjectKind[]): boolean =>
  paper.rights.some((right) => kinds.includes(right.kind))

/** The right passes on registration: what is paid for is not there before. */
export const isRegistered = (paper: Pick<ContractPaper, 'right' | 'rights'>): boolean =>
  registeredOf(
    paper.right,
    paper.rights.map(({ kind }) => kind),
  ).length > 0
