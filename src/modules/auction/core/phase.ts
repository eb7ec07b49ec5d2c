/** The one table of phases. Suspension remembers where it came from, so that resuming leads back there. */
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Wait, Waits } from '#kernel/waiting.ts'
import type { Phase } from './method.ts'

export const PHASES = lifecycle({
  initial: 'scheduled',
  states: {
    scheduled: { open: 'free', openTimed: 'timed', suspend: 'suspended', cancel: 'closed' },
    free: { startTimed: 'timed', close: 'closed', suspend: 'suspended' },
    timed: { close: 'closed', suspend: 'suspended' },
    suspended: { resumeScheduled: 'scheduled', resumeFree: 'free', resumeTimed: 'timed', cancel: 'closed' },
    closed: {},
  },
})

export const RESUME_EVENT = { scheduled: 'resumeScheduled', free: 'resumeFree', timed: 'resumeTimed' } as const

type Place = 'free' | 'host' | 'floor' | 'recorder' | 'bidder'
type Awaited = 'take' | 'preside' | 'bidForHall' | 'keepRecord' | 'sign' | 'bid'
const HOSTED: readonly Wait<Awaited, Place>[] = [
  { act: 'take', of: 'free', roles: ['auctioneer'] },
  { act: 'preside', of: 'host', roles: ['auctioneer'] },
  { act: 'bidForHall', of: 'floor', roles: ['auctioneer'] },
]
const BIDDING: readonly Wait<Awaited, Place>[] = [...HOSTED, { act: 'bid', of: 'bidder', roles: ['enterprise'] }]

/** `free`: nobody presides yet. A session that has opened by the clock takes bids before its task has written so. */
export const SESSION_WAITS: Waits<Phase, Awaited, Place> = {
  scheduled: BIDDING,
  free: BIDDING,
  timed: BIDDING,
  suspended: HOSTED,
  closed: [
    { act: 'keepRecord', of: 'recorder', roles: ['auctioneer'] },
    { act: 'sign', of: 'host', roles: ['auctioneer'] },
  ],
}
