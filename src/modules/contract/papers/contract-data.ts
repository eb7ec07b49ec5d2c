/** What a technology contract is written from. */
import type { CalendarDate, Instant } from '#kernel/instant.ts'

export type RightKind = 'assignment' | 'exclusive' | 'sole' | 'ordinary'

export interface PaperParty {
  readonly name: string
  readonly creditCode: string
  readonly address: string
  /** Person who acts for the party. */
  readonly representative: string
}

export interface PaperRight {
  readonly kind: 'patent' | 'application' | 'know_how' | 'software' | 'other'
  readonly name: string
  /** Patent, application or registration number. Empty for know-how. */
  readonly number: string
}

export type DisputeForum = { readonly kind: 'court' } | { readonly kind: 'arbitration'; readonly commission: string }

export interface DeductionOfPaper {
  readonly label: string
  readonly amountMinor: bigint
}

export interface ContractPaper {
  readonly number: string
  readonly right: RightKind
  readonly achievementTitle: string
  readonly achievementNumber: string
  readonly summary: string
  readonly lotNumber: string
  readonly saleMethod: string
  readonly soldAt: Instant
  readonly confirmationNumber: string
  readonly seller: PaperParty
  readonly buyer: PaperParty
  readonly rights: readonly PaperRight[]
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
export const sideNames = (right: RightKind): SideNames =>
  right === 'assignment' ? { seller: '让与方', buyer: '受让方', verb: '转让' } : { seller: '许可方', buyer: '被许可方', verb: '许可实施' }
