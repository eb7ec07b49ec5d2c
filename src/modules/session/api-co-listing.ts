/** Operations of partner markets that show a session or a lot as well. What they show they read from the public operations: `session.list` and `session.calendar` by `partner`, `session.get`. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualInput, bilingualShape, idShape, instantOutput } from '#contract/shapes.ts'
import { CO_LISTING_ACTS, CO_LISTING_STATES } from './core/co-listing.ts'

const tag = 'session'
const CLERK = ['clerk'] as const
/** Who speaks for a partner market: its head. A clerk would decide on other people’s lots here. */
const PARTNER = ['approver'] as const
const EITHER = [...CLERK, ...PARTNER] as const
const NOT_FOUND = 'session.co_listing.not_found'
const DECIDED = 'session.co_listing_decided'

const subject = z.union([idShape('ses'), idShape('lot')])
const ofCoListing = z.object({ id: idShape('col') })
const reason = z.string().trim().min(1).max(500)
const named = z.object({ id: z.string(), name: bilingualShape })
const answer = z.object({ coListingId: idShape('col'), state: z.enum(CO_LISTING_STATES) })

const coListingShape = z.object({
  id: idShape('col'),
  state: z.enum(CO_LISTING_STATES),
  kind: z.enum(['lot', 'session']),
  subject,
  number: z.string(),
  title: bilingualShape,
  opensAt: instantOutput.nullable(),
  isCancelled: z.boolean(),
  partner: named,
  /** What the partner says of it; null until it confirmed. */
  line: bilingualShape.nullable(),
  invitedAt: instantOutput,
  decidedAt: instantOutput.nullable(),
  reason: z.string().nullable(),
  acts: actsShape(CO_LISTING_ACTS),
})

export const coListingContract = {
  inviteCoListing: command({
    path: '/co-listings',
    summary: 'Invite a partner market to show a session or a lot as well',
    tag,
    access: CLERK,
    refusals: ['session.nothing_to_co_list', 'session.partner_unknown', 'session.partner_is_organiser', 'session.partner_invited'],
  })
    .input(z.object({ subject, partnerId: idShape('org') }))
    .output(answer),
  confirmCoListing: command({
    path: '/co-listings/{id}/confirmation',
    summary: 'Confirm for a partner market that it shows a session or a lot as well',
    tag,
    access: PARTNER,
    refusals: [NOT_FOUND, DECIDED, 'session.co_listing_over', 'session.own_invitation'],
  })
    .input(ofCoListing.extend({ line: bilingualInput(200) }))
    .output(answer),
  declineCoListing: command({
    path: '/co-listings/{id}/refusal',
    summary: 'Decline an invitation to show a session or a lot as well',
    tag,
    access: PARTNER,
    refusals: [NOT_FOUND, DECIDED],
  })
    .input(ofCoListing.extend({ reason }))
    .output(answer),
  withdrawCoListing: command({
    path: '/co-listings/{id}/withdrawal',
    summary: 'Take an invitation back, or end what one’s own market confirmed',
    tag,
    access: EITHER,
    refusals: [NOT_FOUND, DECIDED],
  })
    .input(ofCoListing.extend({ reason }))
    .output(answer),
  coListings: {
    list: query({
      path: '/co-listings',
      summary: 'What partner markets show as well, by market or by session and lot',
      tag,
      wireName: 'coListings',
      access: 'public',
    })
      .input(z.object({ partner: idShape('org').optional(), subject: subject.optional() }))
      .output(z.object({ items: z.array(coListingShape) })),
  },
  invitations: {
    list: query({ path: '/clerk/co-listings', summary: 'Invitations to show as well, the newest first', tag, wireName: 'invitations', access: EITHER })
      .input(z.object({}))
      .output(z.object({ items: z.array(coListingShape) })),
  },
}
