/** Sends a bid on the hot path. A lost connection leaves the key in place: sending again can never bid twice. */
import { useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import type { FormReader } from '../../shell/form-reader.ts'

export interface PendingBid {
  readonly priceMinor: string
  readonly organisationId: string | undefined
  readonly key: string
}

export type BidResult =
  | { readonly kind: 'accepted'; readonly priceMinor: string; readonly seq: number }
  | { readonly kind: 'refused'; readonly text: { readonly zh: string; readonly en: string } }
  | { readonly kind: 'failed' }

interface Answer {
  readonly seq?: number
  readonly priceMinor?: string
  readonly text?: { readonly zh: string; readonly en: string }
}

const post = async (auctionId: string, bid: PendingBid): Promise<BidResult> => {
  try {
    const response = await fetch(`/api/v1/auctions/${auctionId}/bids`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': bid.key },
      body: JSON.stringify({ priceMinor: bid.priceMinor, ...(bid.organisationId === undefined ? {} : { organisationId: bid.organisationId }) }),
    })
    const answer = (await response.json()) as Answer
    if (response.ok && answer.seq !== undefined) return { kind: 'accepted', priceMinor: answer.priceMinor ?? bid.priceMinor, seq: answer.seq }
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
  const { revalidate } = useRevalidator()

  /** Takes the amount out of the form; false when it is none. */
  const ask = (form: FormReader): boolean => {
    try {
      const priceMinor = form.amount('priceMinor')
      const organisationId = form.optional('organisationId')
      const again = unconfirmed.current
      const isSame = again?.priceMinor === priceMinor && again.organisationId === organisationId
      setPending(isSame ? again : { priceMinor, organisationId, key: crypto.randomUUID() })
      setResult(null)
      return true
    } catch (problem) {
      const { text } = problem as { readonly text?: { readonly zh: string; readonly en: string } }
      if (text) setResult({ kind: 'refused', text })
      return false
    }
  }

  const send = async (): Promise<void> => {
    if (pending === null || isSending) return
    setSending(true)
    const answer = await post(auctionId, pending)
    unconfirmed.current = answer.kind === 'failed' ? pending : null
    setResult(answer)
    setSending(false)
    void revalidate()
  }

  return { pending, result, isSending, ask, send }
}
