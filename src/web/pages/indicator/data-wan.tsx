import { formatAmount } from '#kernel/money.ts'
import { useLang } from '../../i18n/lang.ts'
import { wanNumber } from './wan.ts'

/** The exact amount on hover. */
export const Wan = ({ minor }: { readonly minor: string }) => (
  <data value={`CNY ${minor}`} title={formatAmount(BigInt(minor), 'CNY', useLang())}>
    {wanNumber(minor)}
  </data>
)
