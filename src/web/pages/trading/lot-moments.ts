/** What lies ahead of a lot: the moments its pages offer to the demonstration's clock. */
import type { Declared } from '../../shell/moments.ts'

interface Lot {
  readonly state: string
  readonly noticeClosesAt: string | null
  readonly opensAt: string | null
  readonly resultNoticeId: string | null
}

interface Auction {
  readonly phase: string
  readonly opensAt: string
  readonly freeEndsAt: string
  readonly endsAt: string
  readonly resumeBy: string | null
}

export const auctionMoments = ({ phase, opensAt, freeEndsAt, endsAt, resumeBy }: Auction): readonly Declared[] => {
  if (phase === 'closed') return []
  if (phase === 'suspended') return [{ name: 'resumeBy', at: resumeBy }]
  return [
    { name: 'opens', at: opensAt },
    { name: 'freeEnds', at: freeEndsAt },
    { name: 'biddingEnds', at: endsAt },
  ]
}

/** The auction, once it is there, knows better than the plan. */
export const lotMoments = (lot: Lot, auction: Auction | null = null): readonly Declared[] => [
  { name: 'noticeEnds', at: lot.state === 'notice' ? lot.noticeClosesAt : null },
  ...(auction ? auctionMoments(auction) : [{ name: 'opens' as const, at: ['notice', 'ready'].includes(lot.state) ? lot.opensAt : null }]),
]
