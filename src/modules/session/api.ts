/** Operations of auction sessions: the market draws them up, sellers bring lots, everybody reads, watches and keeps the calendar. */
import { FIELDS } from '#kernel/field.ts'
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import {
  actsShape,
  amountOutput,
  bilingualInput,
  bilingualShape,
  dateShape,
  figureInput,
  idShape,
  instantOutput,
  instantShape,
  pageInput,
  pageOf,
} from '#contract/shapes.ts'
import { coListingContract } from './api-co-listing.ts'
import { roadshowContract } from './api-roadshow.ts'
import { ENTRY_ACTS, SESSION_ACTS } from './core/acts.ts'
import { SESSION_STATES, STANDINGS } from './core/lifecycle.ts'
import { DIRECTIONS } from './core/order.ts'

const tag = 'session'
const CLERK = ['clerk'] as const
const NOT_FOUND = 'session.not_found'
const WRONG_STATE = 'session.wrong_state'
const ENTRY_NOT_FOUND = 'session.entry.not_found'
const ENTRY_DECIDED = 'session.entry_decided'
const MAX_PARTNERS = 20
/** A quarter: what a calendar shows, and what a reader of its feed wants to know. */
const MAX_CALENDAR_DAYS = 100

const sessionId = idShape('ses')
const entryId = idShape('sen')
const lotId = idShape('lot')
const organisationId = z.string().max(60)
const ofSession = z.object({ id: sessionId })
const ofEntry = z.object({ id: entryId })
const reason = z.string().trim().min(1).max(500)
const regionInput = figureInput(/^\d{6}$/)

const contentInput = {
  title: bilingualInput(120),
  summary: bilingualInput(4000),
  /** The market, an institution or a department. */
  organiserId: organisationId,
  /** Of the branch market: province, city or county. */
  region: regionInput,
  /** Null: of all fields. */
  field: z.enum(FIELDS).nullable().default(null),
  isOnline: z.boolean().default(true),
  /** Where it takes place; may be empty when it takes place online. */
  place: z.object({ zh: z.string().trim().max(200), en: z.string().trim().max(200) }),
  startsAt: instantShape,
  endsAt: instantShape,
  partnerIds: z.array(organisationId).max(MAX_PARTNERS).default([]),
}
const WINDOW_REFUSALS = ['session.window_reversed', 'session.window_too_long', 'session.window_past'] as const
const CONTENT_REFUSALS = [...WINDOW_REFUSALS, 'session.organiser_unfit', 'session.region_unknown', 'session.place_missing', 'session.partner_unknown'] as const
const LOT_REFUSALS = ['session.lot_not_found', 'session.lot_not_published', 'session.lot_outside', 'session.lot_in_session', 'session.too_many_lots'] as const

const named = z.object({ id: z.string(), name: bilingualShape })

const totalsShape = z.object({
  lotCount: z.number().int(),
  soldCount: z.number().int(),
  startTotalMinor: amountOutput,
  soldStartMinor: amountOutput,
  priceTotalMinor: amountOutput,
  premiumBasisPoints: z.number().int().nullable(),
})

const cardShape = z.object({
  id: sessionId,
  number: z.string(),
  state: z.enum(SESSION_STATES),
  title: bilingualShape,
  organiser: named,
  region: z.string(),
  regionName: bilingualShape,
  field: z.enum(FIELDS).nullable(),
  isOnline: z.boolean(),
  place: bilingualShape,
  startsAt: instantOutput,
  endsAt: instantOutput,
  totals: totalsShape,
  changedAt: instantOutput,
})

const entryShape = z.object({
  id: entryId,
  standing: z.enum(STANDINGS),
  place: z.number().int().nullable(),
  reason: z.string().nullable(),
  lotId,
  lotNumber: z.string(),
  title: bilingualShape,
  seller: named,
  right: z.enum(['assignment', 'exclusive', 'sole', 'ordinary']),
  method: z.string(),
  regime: z.enum(['bidding', 'licensed']),
  startingPriceMinor: amountOutput,
  depositMinor: amountOutput,
  /** As the listing has it. */
  lotState: z.string(),
  opensAt: instantOutput.nullable(),
  /** Its opening was moved out of the session's window. */
  isOutside: z.boolean(),
  priceMinor: amountOutput.nullable(),
  /** Of a lot of several units, how many were sold; the price is that of the first. */
  unitsSold: z.number().int().nullable(),
  premiumBasisPoints: z.number().int().nullable(),
  auction: z
    .object({
      id: z.string(),
      phase: z.string(),
      topPriceMinor: amountOutput.nullable(),
      topNumber: z.number().int().nullable(),
      nextMinimumMinor: amountOutput,
      bidCount: z.number().int(),
      /** What was called to the bid that leads: once, twice; null: nothing. */
      call: z.number().int().nullable(),
      endsAt: instantOutput,
      failReason: z.string().nullable(),
      closedAt: instantOutput.nullable(),
    })
    .nullable(),
  acts: actsShape(ENTRY_ACTS),
})

const sessionShape = cardShape.extend({
  summary: bilingualShape,
  /** Who confirmed that it shows the session as well; of a draft, who is to be invited. */
  partners: z.array(named),
  announcedAt: instantOutput.nullable(),
  closedAt: instantOutput.nullable(),
  /** Why it was cancelled. */
  reason: z.string().nullable(),
  /** As they hold now: the catalogue from the announcement on, the results once it was held. */
  papers: z.array(z.object({ kind: z.enum(['catalogue', 'results']), lang: z.enum(['zh', 'en']), documentId: z.string(), printedAt: instantOutput })),
  /** In the running order; what is only asked for, for its seller and for clerks. */
  entries: z.array(entryShape),
  acts: actsShape(SESSION_ACTS),
  isWatched: z.boolean(),
  /** It has an opening to be reminded of. */
  canWatch: z.boolean(),
})

const eventShape = z.object({
  kind: z.enum(['lot', 'session', 'slot']),
  id: z.string(),
  number: z.string(),
  title: bilingualShape,
  /** Of a roadshow slot its phase; of a session `announced`, `running`, `held`, `cancelled`; of a lot as the listing has it. */
  state: z.string(),
  isCancelled: z.boolean(),
  /** Of a lot; null: a session. */
  regime: z.enum(['bidding', 'licensed']).nullable(),
  startsAt: instantOutput,
  /** Of a lot: when its bidding ends as far as it is known. */
  endsAt: instantOutput.nullable(),
  organiser: named,
  region: z.string(),
  field: z.enum(FIELDS).nullable(),
  right: z.enum(['assignment', 'exclusive', 'sole', 'ordinary']).nullable(),
  startingPriceMinor: amountOutput.nullable(),
  /** Of a lot and of a slot: the session that it belongs to. */
  sessionId: sessionId.nullable(),
  place: bilingualShape.nullable(),
  changedAt: instantOutput,
})

const stateAnswer = z.object({ sessionId, state: z.enum(SESSION_STATES) })
const entryAnswer = z.object({ sessionId, entryId, standing: z.enum(STANDINGS) })
const watchInput = z.object({ subject: z.union([sessionId, lotId]) })

export const sessionContract = {
  ...roadshowContract,
  ...coListingContract,
  draft: command({ path: '/sessions', summary: 'Draw up an auction session', tag, access: CLERK, refusals: CONTENT_REFUSALS })
    .input(z.object(contentInput))
    .output(stateAnswer),
  revise: command({
    path: '/sessions/{id}',
    method: 'PUT',
    summary: 'Change a session that is not yet submitted',
    tag,
    access: CLERK,
    refusals: [NOT_FOUND, WRONG_STATE, ...CONTENT_REFUSALS],
  })
    .input(ofSession.extend(contentInput))
    .output(stateAnswer),
  submit: command({
    path: '/sessions/{id}/submission',
    summary: 'Hand a session over to the clerk who announces it',
    tag,
    access: CLERK,
    refusals: [NOT_FOUND, WRONG_STATE, 'session.no_lots'],
  })
    .input(ofSession)
    .output(stateAnswer),
  announce: command({
    path: '/sessions/{id}/announcement',
    summary: 'Announce a session that another clerk drew up',
    tag,
    access: CLERK,
    refusals: [NOT_FOUND, WRONG_STATE, 'session.same_person', 'session.no_lots', 'session.window_past', 'session.lots_unfit'],
  })
    .input(ofSession)
    .output(stateAnswer),
  sendBack: command({
    path: '/sessions/{id}/return',
    summary: 'Send a session back to who drew it up',
    tag,
    access: CLERK,
    refusals: [NOT_FOUND, WRONG_STATE],
  })
    .input(ofSession.extend({ reason }))
    .output(stateAnswer),
  cancel: command({
    path: '/sessions/{id}/cancellation',
    summary: 'Cancel a session before it begins; its lots are free again',
    tag,
    access: CLERK,
    refusals: [NOT_FOUND, WRONG_STATE],
  })
    .input(ofSession.extend({ reason }))
    .output(stateAnswer),
  reschedule: command({
    path: '/sessions/{id}/window',
    method: 'PUT',
    summary: 'Move an announced session; its roadshow slots go along',
    tag,
    access: CLERK,
    refusals: [NOT_FOUND, WRONG_STATE, ...WINDOW_REFUSALS, 'session.lots_unfit', 'session.slots_unfit'],
  })
    .input(ofSession.extend({ startsAt: instantShape, endsAt: instantShape, reason }))
    .output(stateAnswer),
  addLot: command({
    path: '/sessions/{id}/lots',
    summary: 'Put a lot into a session',
    tag,
    access: CLERK,
    refusals: [NOT_FOUND, WRONG_STATE, ...LOT_REFUSALS],
  })
    .input(ofSession.extend({ lotId }))
    .output(entryAnswer),
  askLot: command({
    path: '/sessions/{id}/requests',
    summary: 'Ask that a lot of your institution joins a session',
    tag,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, ...LOT_REFUSALS],
  })
    .input(ofSession.extend({ lotId }))
    .output(entryAnswer),
  admit: command({
    path: '/session-entries/{id}/admission',
    summary: 'Admit a lot that its seller asked for',
    tag,
    access: CLERK,
    refusals: [ENTRY_NOT_FOUND, ENTRY_DECIDED, WRONG_STATE, ...LOT_REFUSALS],
  })
    .input(ofEntry)
    .output(entryAnswer),
  decline: command({
    path: '/session-entries/{id}/refusal',
    summary: 'Decline a lot that its seller asked for',
    tag,
    access: CLERK,
    refusals: [ENTRY_NOT_FOUND, ENTRY_DECIDED],
  })
    .input(ofEntry.extend({ reason }))
    .output(entryAnswer),
  takeBack: command({
    path: '/session-entries/{id}/withdrawal',
    summary: 'Take a request back before it is decided',
    tag,
    access: ['tto'],
    refusals: [ENTRY_NOT_FOUND, ENTRY_DECIDED],
  })
    .input(ofEntry)
    .output(entryAnswer),
  remove: command({
    path: '/session-entries/{id}/removal',
    summary: 'Take a lot out of a session that is not yet announced',
    tag,
    access: CLERK,
    refusals: [ENTRY_NOT_FOUND, ENTRY_DECIDED, WRONG_STATE],
  })
    .input(ofEntry)
    .output(entryAnswer),
  move: command({
    path: '/session-entries/{id}/place',
    method: 'PUT',
    summary: 'Move a lot one place up or down in the running order',
    tag,
    access: CLERK,
    refusals: [ENTRY_NOT_FOUND, ENTRY_DECIDED, WRONG_STATE],
  })
    .input(ofEntry.extend({ direction: z.enum(DIRECTIONS) }))
    .output(entryAnswer),
  watch: command({
    path: '/me/watches',
    summary: 'Be reminded of a lot or a session a day and an hour before it opens',
    tag,
    access: 'signed-in',
    refusals: ['session.nothing_to_watch', 'session.too_many_watches'],
  })
    .input(watchInput)
    .output(z.object({ isWatched: z.boolean() })),
  unwatch: command({ path: '/me/watches/end', summary: 'Be reminded no more', tag, access: 'signed-in' })
    .input(watchInput)
    .output(z.object({ isWatched: z.boolean() })),

  list: query({ path: '/sessions', summary: 'Announced sessions', tag, access: 'public' })
    .input(
      z.object({
        ...pageInput,
        when: z.enum(['coming', 'over']).default('coming'),
        field: z.enum(FIELDS).optional(),
        region: regionInput.optional(),
        /** Of which a partner market said that it shows them as well. */
        partner: organisationId.optional(),
      }),
    )
    .output(pageOf(cardShape)),
  get: query({ path: '/sessions/{id}', summary: 'One session with its running order and what came of it', tag, access: 'public', refusals: [NOT_FOUND] })
    .input(ofSession)
    .output(sessionShape),
  ofLot: query({ path: '/lots/{id}/session', summary: 'The announced session that a lot belongs to', tag, access: 'public' })
    .input(z.object({ id: lotId }))
    .output(z.object({ session: cardShape.nullable(), isWatched: z.boolean(), canWatch: z.boolean() })),
  all: {
    list: query({ path: '/clerk/sessions', summary: 'Sessions in every state, the last changed first', tag, wireName: 'allSessions', access: CLERK })
      .input(z.object({ ...pageInput, state: z.enum(SESSION_STATES).optional() }))
      .output(pageOf(cardShape)),
  },
  entries: {
    mine: query({
      path: '/desk/session-lots',
      summary: 'Lots of your institution in sessions, asked for or admitted',
      tag,
      wireName: 'ownEntries',
      access: ['tto'],
    })
      .input(z.object({ ...pageInput }))
      .output(pageOf(entryShape.extend({ session: cardShape }))),
  },
  calendar: {
    get: query({
      path: '/sessions-calendar',
      summary: 'Auctions, sessions and roadshow slots that open in a time, by day',
      tag,
      wireName: 'calendar',
      access: 'public',
    })
      .input(
        z.object({
          from: dateShape,
          days: z.coerce.number().int().min(1).max(MAX_CALENDAR_DAYS).default(31),
          field: z.enum(FIELDS).optional(),
          /** A branch: everything below it counts. */
          region: regionInput.optional(),
          organiser: organisationId.optional(),
          /** Shown as well by a partner market: sessions with all that is in them, and lots. */
          partner: organisationId.optional(),
          right: z.enum(['assignment', 'exclusive', 'sole', 'ordinary']).optional(),
          regime: z.enum(['bidding', 'licensed']).optional(),
        }),
      )
      .output(z.object({ items: z.array(eventShape), organisers: z.array(named), isCut: z.boolean() })),
  },
  watches: {
    mine: query({ path: '/me/watches', summary: 'What I watch', tag, wireName: 'ownWatches', access: 'signed-in' })
      .input(z.object({}))
      .output(
        z.object({
          items: z.array(
            z.object({
              subject: z.string(),
              kind: z.enum(['lot', 'session']),
              number: z.string(),
              title: bilingualShape,
              state: z.string(),
              opensAt: instantOutput.nullable(),
              since: instantOutput,
            }),
          ),
        }),
      ),
  },
}
