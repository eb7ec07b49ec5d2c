/** Operations on panels. They are opened, and given what they judge, by the room that asked for them. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { PANEL_ACTS } from './core/acts.ts'
import { DIGEST, NONCE, OUT_REASONS } from './core/draw.ts'
import { MOST_POINTS } from './core/marks.ts'
import { PANEL_STATES, SEAT_STATES, SIDE_ROLES } from './core/panel.ts'

const tag = 'panel'
const NOT_FOUND = 'panel.not_found'
const panelId = idShape('pan')
const personId = idShape('per')
const ofPanel = z.object({ id: panelId })
const MAX_REASON = 500
const MAX_OPINION = 2000
const MAX_ITEMS = 100
const MAX_BARRED = 10

const panelShape = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  title: bilingualShape,
  owner: z.object({ id: z.string(), name: bilingualShape }),
  state: z.enum(PANEL_STATES),
  seats: z.number().int(),
  openedAt: instantOutput,
  sealBy: instantOutput,
  unsealBy: instantOutput,
  declareBy: instantOutput,
  scoreBy: instantOutput,
  endedAt: instantOutput.nullable(),
})
export type PanelCard = z.infer<typeof panelShape>
export type PanelAnswer = z.input<typeof panelShape>

const criterionShape = z.object({ key: z.string(), title: bilingualShape, weightBasisPoints: z.number().int() })
const markShape = z.object({ item: z.string(), markBasisPoints: z.number().int() })
const sheetShape = z.array(z.object({ item: z.string(), marks: z.record(z.string(), z.number().int()), opinion: z.string() }))
const knownExpert = z.object({ personId: z.string(), name: bilingualShape, unit: bilingualShape })

const sideShape = z.object({
  side: z.string(),
  isOwn: z.boolean(),
  commitment: z.string().nullable(),
  isUnsealed: z.boolean(),
  /** Null before all are out. */
  nonce: z.string().nullable(),
})
export type SideView = z.infer<typeof sideShape>

const seatShape = knownExpert.extend({ state: z.enum(SEAT_STATES), answerBy: instantOutput, isOverdue: z.boolean(), leftReason: z.string() })
export type SeatView = z.infer<typeof seatShape>

const STANDING = [NOT_FOUND, 'panel.not_an_expert.forbidden', 'panel.over']
const sheetInput = z
  .array(
    z.object({
      item: z.string().max(40),
      marks: z.record(z.string().max(40), z.number().int().min(0).max(MOST_POINTS)),
      opinion: z.string().trim().max(MAX_OPINION).default(''),
    }),
  )
  .min(1)
  .max(MAX_ITEMS)

export const panelContract = {
  list: query({ path: '/panels', summary: 'Panels of experts, newest first', tag, access: 'public' })
    .input(z.object({ subject: z.string().max(60).optional(), ...pageInput }))
    .output(pageOf(panelShape)),

  get: query({
    path: '/panels/{id}',
    summary: 'One panel: who sealed a nonce, who was drawn, what was marked; each of it from when it may be known',
    tag,
    access: 'public',
    refusals: [NOT_FOUND],
  })
    .input(ofPanel)
    .output(
      panelShape.extend({
        criteria: z.array(criterionShape),
        perUnit: z.number().int(),
        leastSheets: z.number().int(),
        poolDigest: z.string(),
        seed: z.string().nullable(),
        endReason: z.string(),
        sides: z.array(sideShape),
        /** Who runs the panel reads it from the draw on, everybody when all is revealed. */
        experts: z.array(seatShape).nullable(),
        /** For who runs it: how many sheets are locked, never whose. */
        lockedCount: z.number().int().nullable(),
        items: z.array(z.string()).nullable(),
        /** All at once, under letters. */
        sheets: z.array(z.object({ letter: z.string(), sheet: sheetShape })).nullable(),
        marks: z.array(markShape).nullable(),
        /** For a side that seals now: whom it may ask not to have. */
        bar: z.object({ most: z.number().int(), experts: z.array(knownExpert) }).nullable(),
        isOwnSeat: z.boolean(),
        acts: actsShape(PANEL_ACTS),
      }),
    ),

  sealNonce: command({
    path: '/panels/{id}/nonce',
    summary: 'Seal my side’s nonce for the draw: only its SHA-256 is sent. Name experts that my side asks not to have.',
    tag,
    access: SIDE_ROLES,
    refusals: [NOT_FOUND, 'panel.not_a_side.forbidden', 'panel.committing_over', 'panel.sealed_already', 'panel.bar_exceeded', 'panel.commitment_used'],
  })
    .input(ofPanel.extend({ commitment: z.string().regex(DIGEST), barred: z.array(personId).max(MAX_BARRED).default([]) }))
    .output(ofPanel),

  unsealNonce: command({
    path: '/panels/{id}/nonce/opening',
    summary: 'Unseal my side’s nonce; nobody reads it before all are out, or the time is. With the last one the experts are drawn.',
    tag,
    access: SIDE_ROLES,
    refusals: [
      NOT_FOUND,
      'panel.not_a_side.forbidden',
      'panel.not_unsealing_yet',
      'panel.nothing_sealed',
      'panel.unsealed_already',
      'panel.drawn_already',
      'panel.other_nonce',
    ],
  })
    .input(ofPanel.extend({ nonce: z.string().regex(NONCE) }))
    .output(z.object({ isDrawn: z.boolean() })),

  declare: command({
    path: '/panels/{id}/declaration',
    summary: 'Declare that nothing keeps me from judging impartially',
    tag,
    access: ['expert'],
    refusals: [...STANDING, 'panel.declared_already', 'panel.conflict_known'],
  })
    .input(ofPanel)
    .output(ofPanel),

  recuse: command({
    path: '/panels/{id}/recusal',
    summary: 'Leave the panel, with the reason; the next of the draw takes the place',
    tag,
    access: ['expert'],
    refusals: [...STANDING, 'panel.sheet_locked'],
  })
    .input(ofPanel.extend({ reason: z.string().trim().min(1).max(MAX_REASON) }))
    .output(ofPanel),

  replaceExpert: command({
    path: '/panels/{id}/replacement',
    summary: 'Give the place of an expert who has not answered in time to the next of the draw',
    tag,
    access: ['clerk'],
    refusals: [NOT_FOUND, 'panel.over', 'panel.nobody_overdue', 'panel.not_overdue'],
  })
    .input(ofPanel.extend({ personId, reason: z.string().trim().min(1).max(MAX_REASON) }))
    .output(ofPanel),

  saveSheet: command({
    path: '/panels/{id}/sheet',
    method: 'PUT',
    summary: 'Keep marks and opinions; until I lock it the sheet is mine alone to read and to change',
    tag,
    access: ['expert'],
    refusals: [...STANDING, 'panel.sheet_locked', 'panel.declare_first', 'panel.not_scoring_yet', 'panel.sheet_malformed'],
  })
    .input(ofPanel.extend({ sheet: sheetInput }))
    .output(ofPanel),

  lockSheet: command({
    path: '/panels/{id}/sheet/lock',
    summary: 'Lock my sheet for good. When all are locked, all become readable at once.',
    tag,
    access: ['expert'],
    refusals: [...STANDING, 'panel.sheet_locked', 'panel.declare_first', 'panel.not_scoring_yet', 'panel.sheet_not_whole'],
  })
    .input(ofPanel)
    .output(z.object({ digest: z.string(), isPanelLocked: z.boolean() })),

  sheet: {
    mine: query({
      path: '/panels/{id}/sheet',
      summary: 'What I judge, in an order of my own, and what I have marked so far',
      tag,
      access: ['expert'],
      refusals: [NOT_FOUND, 'panel.not_an_expert.forbidden'],
    })
      .input(ofPanel)
      .output(
        z.object({
          state: z.enum(SEAT_STATES),
          answerBy: instantOutput,
          digest: z.string().nullable(),
          items: z.array(z.object({ key: z.string(), text: z.string(), marks: z.record(z.string(), z.number().int()), opinion: z.string() })),
        }),
      ),
  },

  record: {
    get: query({
      path: '/panels/{id}/record',
      summary: 'The public record of a panel, from which anybody draws and adds up again',
      tag,
      access: 'public',
      refusals: [NOT_FOUND, 'panel.not_revealed_yet'],
    })
      .input(ofPanel)
      .output(
        z.object({
          format: z.string(),
          panel: z.string(),
          seats: z.number().int(),
          perUnit: z.number().int(),
          poolDigest: z.string(),
          pool: z.array(z.object({ personId: z.string(), unitId: z.string(), out: z.enum(OUT_REASONS).nullable() })),
          sides: z.array(z.object({ side: z.string(), commitment: z.string(), nonce: z.string().nullable(), barred: z.array(z.string()) })),
          seed: z.string(),
          gone: z.array(z.string()),
          experts: z.array(z.string()),
          criteria: z.array(z.object({ key: z.string(), weightBasisPoints: z.number().int() })),
          items: z.array(z.string()),
          sheets: z.array(z.object({ salt: z.string(), digest: z.string(), sheet: sheetShape })),
          marks: z.array(markShape),
        }),
      ),
  },
}
