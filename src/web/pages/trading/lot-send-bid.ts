/** Sends a bid on the hot path. A lost connection leaves the key in place: sending again can never bid twice. */
import { useCallback, useRef, useState } from 'react'
import { askedAgainBy, UNCONFIRMED, type AskedAgain } from './lot-bid-again.tsx'
import { useReadAgain } from '../../live/use-read-again.ts'
import { amountIn, textIn } from '../../shell/form-amount.ts'

export interface PendingBid {
  readonly priceMinor: string
  readonly organisationId: string | undefined
  /** Said yes to after having been asked again. */
  readonly isConfirmed: boolean
  readonly key: string
}

export type BidResult =
  | { readonly kind: 'accepted'; readonly priceMinor: string; readonly seq: number }
  | { readonly kind: 'refused'; readonly text: { readonly zh: string; readonly en: string } }
  | { readonly kind: 'unconfirmed'; readonly asked: AskedAgain }
  | { readonly kind: 'failed' }

interface Answer {
  readonly seq?: number
  readonly priceMinor?: string
  readonly code?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly text?: { readonly zh: string; readonly en: string }
}

const post = async (auctionId: string, bid: PendingBid): Promise<BidResult> => {
  try {
    const response = await fetch(`/api/v1/auctions/${auctionId}/bids`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': bid.key },
      body: JSON.stringify({
        priceMinor: bid.priceMinor,
        ...(bid.isConfirmed ? { confirmedAmountMinor: bid.priceMinor } : {}),
        ...(bid.organisationId === undefined ? {} : { organisationId: bid.organisationId }),
      }),
    })
    const answer = (await response.json()) as Answer
    if (response.ok && answer.seq !== undefined) return { kind: 'accepted', priceMinor: answer.priceMinor ?? bid.priceMinor, seq: answer.seq }
    if (answer.code === UNCONFIRMED && answer.params) return { kind: 'unconfirmed', asked: askedAgainBy(answer.params, bid.organisationId) }
    return answer.text && response.status < 500 ? { kind: 'refused', text: answer.text } : { kind: 'failed' }
  } catch {
    return { kind: 'failed' }
  }
}

export const useBidding = (auctionId: string) => {
  const [pending, setPending] = useState<PendingBid | null>(null)
  const [result, setResult] = useState<BidResult | null>(null)
  const [isSending, setSending] = useState(false)
  const unconfirmed = useRef<PendingBid | null>(null)
  const readAgain = useReadAgain()

  /** Takes the amount out of the form; false when it is none. */
  const ask = (form: FormData): boolean => {
    try {
      const priceMinor = amountIn(form, 'priceMinor')
      const organisationId = textIn(form, 'organisationId') || undefined
      const again = unconfirmed.current
      const isSame = again?.priceMinor === priceMinor && again.organisationId === organisationId
      setPending(isSame ? again : { priceMinor, organisationId, isConfirmed: false, key: crypto.randomUUID() })
      setResult(null)
      return true
    } catch (problem) {
      const { text } = problem as { readonly text?: { readonly zh: string; readonly en: string } }
      if (text) setResult({ kind: 'refused', text })
      return false
    }
  }

  const submit = async (bid: PendingBid): Promise<void> => {
    if (isSending) return
    setSending(true)
    const answer = await post(auctionId, bid)
    unconfirmed.current = answer.kind === 'failed' ? bid : null
    setResult(answer)
    setSending(false)
    void readAgain()
  }
  const send = async (): Promise<void> => {
    if (pending !== null) await submit(pending)
  }
  /** The second step: another request, so another key; after a failure the key stays, so that it cannot bid twice. */
  const confirm = async ({ amountMinor, organisationId }: AskedAgain): Promise<void> => {
    const again = unconfirmed.current
    const isSame = again?.isConfirmed === true && again.priceMinor === amountMinor && again.organisationId === organisationId
    await submit(isSame ? again : { priceMinor: amountMinor, organisationId, isConfirmed: true, key: crypto.randomUUID() })
  }

  /** An accepted bid that was gone past is no news any more; a refusal stays until the next try. */
  const forget = useCallback(() => setResult((before) => (before?.kind === 'accepted' ? null : before)), [])

  return { pending, result, isSending, ask, send, confirm, forget }
}
