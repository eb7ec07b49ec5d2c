/** Numbers that people quote: `ZJP-HT-2026-000017` for the contract, `ZJP-QR-2026-000017` for its confirmation of sale. */
import { dateOf, type Instant } from '#kernel/instant.ts'

const DIGITS = 6

export const yearOf = (at: Instant): number => Number(dateOf(at).slice(0, 4))

export const contractNumber = (year: number, serial: number): string => `ZJP-HT-${year}-${String(serial).padStart(DIGITS, '0')}`
export const saleConfirmationNumber = (year: number, serial: number): string => `ZJP-QR-${year}-${String(serial).padStart(DIGITS, '0')}`
