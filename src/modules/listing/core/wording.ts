/** Amounts inside refusals, in the form both languages share: `¥1,234,567.00`. */
import { formatAmount } from '#kernel/money.ts'

export const yuan = (minor: bigint): string => formatAmount(minor, 'CNY', 'en').replace('CNY ', '¥')
