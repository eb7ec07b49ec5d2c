/** What watchers of a room see. Only public facts have frames; bidders are numbers. */
import type { Json } from '#kernel/canonical-json.ts'
import type { Frame } from '#platform/command/module.ts'

const pick = (body: Readonly<Record<string, Json>>, keys: readonly string[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(keys.map((key) => [key, body[key] ?? null]))

const BID = ['auctionId', 'number', 'priceMinor', 'seq', 'endsAt', 'nextMinimumMinor', 'extended'] as const
const CLOCK = ['auctionId', 'phase', 'opensAt', 'freeEndsAt', 'endsAt'] as const

const bidAccepted: Frame = ({ body }) => ({ event: 'bid_accepted', data: { ...pick(body, BID), at: body['receivedAt'] ?? null } })

const stateChange =
  (change: string, more: readonly string[] = []): Frame =>
  ({ body }) => ({ event: 'state', data: { change, ...pick(body, [...CLOCK, ...more]) } })

export const frames: Readonly<Record<string, Frame>> = {
  'auction.bid_accepted': bidAccepted,
  'auction.scheduled': stateChange('scheduled'),
  'auction.opened': stateChange('opened', ['bidderCount']),
  'auction.timed_started': stateChange('timed_started'),
  'auction.extended': stateChange('extended', ['extensionCount']),
  'auction.suspended': stateChange('suspended', ['reason', 'suspendedAt', 'resumeBy']),
  'auction.resumed': stateChange('resumed'),
  'auction.remarks_made': ({ body }) => ({
    event: 'state',
    data: { change: 'remarks', auctionId: body['auctionId'] ?? null, remarks: body['remarks'] ?? null },
  }),
  'auction.closed': ({ body }) => ({
    event: 'state',
    data: { change: 'closed', phase: 'closed', ...pick(body, ['auctionId', 'outcome', 'reason', 'winnerNumber', 'priceMinor', 'endsAt']) },
  }),
}

/** What every bid of a busy lot may bring. */
export const swift: readonly string[] = ['auction.bid_accepted', 'auction.bid_refused', 'auction.extended', 'auction.extension_alarm']
