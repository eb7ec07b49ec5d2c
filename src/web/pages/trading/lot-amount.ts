/** What stands in the field of the next bid: the least that stands, until the bidder wants another amount. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { formatWan } from '#kernel/money.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { amountIn } from '../../shell/form-amount.ts'
import type { Auction } from './lot-loaded.ts'
import { text } from './lot.text.ts'

interface Picked {
  /** Null: follows the least that stands. */
  readonly minor: string | null
  readonly times: number
}

interface AmountUse {
  readonly number: number | null
  /** Around the form with the field. */
  readonly form: RefObject<HTMLDivElement | null>
  /** Called when the bidder no longer leads. */
  readonly forget: () => void
}

/** Whether what the field holds can no longer be bid. What nobody can read is left to whoever is typing it. */
const isTooLow = (form: HTMLFormElement, nextMinimumMinor: string): boolean => {
  try {
    return BigInt(amountIn(new FormData(form), 'priceMinor')) < BigInt(nextMinimumMinor)
  } catch {
    return false
  }
}

/** An amount that was typed stays while it is enough, and while the bidder is at it; one that is gone past gives way to the next. */
export const useAmount = ({ topNumber, topPriceMinor, nextMinimumMinor }: Auction, { number, form: box, forget }: AmountUse) => {
  const say = useSay(text)
  const lang = useLang()
  const [picked, setPicked] = useState<Picked>({ minor: null, times: 0 })
  const [spoken, setSpoken] = useState('')
  const isTop = number !== null && topNumber === number
  const wasTop = useRef(isTop)
  const put = useCallback((minor: string | null) => setPicked(({ times }) => ({ minor, times: times + 1 })), [])

  useEffect(() => {
    const form = box.current?.querySelector('form')
    if (form && !form.contains(document.activeElement) && isTooLow(form, nextMinimumMinor)) put(null)
  }, [box, nextMinimumMinor, put])

  useEffect(() => {
    const isOutbid = wasTop.current && !isTop
    wasTop.current = isTop
    if (isTop) setSpoken('')
    if (!isOutbid || topPriceMinor === null) return
    forget()
    setSpoken(say('outbidSpoken', { price: formatWan(BigInt(topPriceMinor), lang), next: formatWan(BigInt(nextMinimumMinor), lang) }))
  }, [isTop, topPriceMinor, nextMinimumMinor, forget, say, lang])

  return { picked, pick: put, spoken }
}
