/** What a live watcher is told: that an announced lot moved. Steps of an applicant have no frame: who applies is nobody else's business. */
import type { Frame } from '#platform/command/module.ts'

const moved: Frame = ({ type, subject, visibleTo }) =>
  visibleTo === 'public' ? { event: 'lot', data: { lotId: subject, change: type.slice('listing.'.length) } } : null

const TYPES = ['opened', 'rescheduled', 'ready', 'scheduled', 'bidding_started', 'suspended', 'resumed', 'withdrawn', 'sold', 'failed'] as const

export const frames: Readonly<Record<string, Frame>> = Object.fromEntries(TYPES.map((type) => [`listing.${type}`, moved]))
