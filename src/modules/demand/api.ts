/** Operations of technology demands. */
import { FIELDS } from '#kernel/field.ts'
import { z } from 'zod'
import { fileInput, importReport } from '#contract/import.ts'
import { command, query } from '#contract/operation.ts'
import {
  actsShape,
  amountInput,
  amountOutput,
  bilingualInput,
  bilingualShape,
  dateShape,
  figureInput,
  idShape,
  instantOutput,
  pageInput,
  pageOf,
} from '#contract/shapes.ts'
import { DEMAND_ACTS } from './core/acts.ts'
import { MAX_TITLE } from './core/demand-file.ts'
import { DEMAND_STATES } from './core/lifecycle.ts'
import { MODES, OUTCOMES, SOURCES } from './core/words.ts'

const TAG = 'demand'
const MAX_OWN_TEXT = 5000
const MAX_MESSAGE = 2000

export const demandId = idShape('dem')
const organisationId = z.string().max(60)
const NOT_FOUND = 'demand.not_found'
const WRONG_STATE = 'demand.wrong_state'
const reason = z.string().trim().min(1).max(500)

const contactInput = z.object({
  name: z.string().trim().min(1).max(60),
  phone: figureInput(/^[0-9+() -]{5,30}$/),
  email: z.email().max(120).or(z.literal('')).default(''),
})

const ownInput = {
  title: bilingualInput(MAX_TITLE),
  text: bilingualInput(MAX_OWN_TEXT),
  field: z.enum(FIELDS),
  /** GB/T 4754: letter and two to four digits. */
  industryCode: z
    .string()
    .trim()
    .regex(/^[A-T]\d{2,4}$/)
    .nullable()
    .default(null),
  modes: z.array(z.enum(MODES)).min(1).max(MODES.length),
  budgetMinMinor: amountInput.nullable().default(null),
  budgetMaxMinor: amountInput.nullable().default(null),
  /** Last day on which answers are wanted. */
  deadline: dateShape.nullable().default(null),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .nullable()
    .default(null),
  contact: contactInput,
}

const cardShape = z.object({
  id: demandId,
  state: z.enum(DEMAND_STATES),
  source: z.enum(SOURCES),
  title: bilingualShape,
  /** Beginning of the text. */
  lead: bilingualShape,
  organisationId: organisationId.nullable(),
  organisationName: bilingualShape.nullable(),
  field: z.enum(FIELDS).nullable(),
  modes: z.array(z.enum(MODES)),
  budgetMinMinor: amountOutput.nullable(),
  budgetMaxMinor: amountOutput.nullable(),
  region: z.string().nullable(),
  regionName: bilingualShape.nullable(),
  deadline: dateShape.nullable(),
  publishedAt: instantOutput,
  responses: z.number().int(),
})

const demandShape = cardShape.extend({
  text: bilingualShape,
  industryCode: z.string().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  stateReason: z.string().nullable(),
  closedAt: instantOutput.nullable(),
  /** Only for the enterprise itself. */
  contact: z.object({ name: z.string(), phone: z.string(), email: z.string() }).nullable(),
  /** What concerns this viewer now. */
  acts: actsShape(DEMAND_ACTS),
})

const ofDemand = z.object({ id: demandId })
const stateAnswer = z.object({ demandId, state: z.enum(DEMAND_STATES) })
const facetValue = z.object({ value: z.string(), count: z.number().int(), label: bilingualShape.nullable() })
const OWN_REFUSALS = ['demand.budget_reversed', 'demand.deadline_past'] as const

export const demandContract = {
  publish: command({
    path: '/demands',
    summary: 'Publish a need of your enterprise.',
    tag: TAG,
    access: ['enterprise'],
    refusals: ['demand.forbidden', 'demand.organisation_not_verified', 'demand.too_many_open', ...OWN_REFUSALS],
  })
    .input(z.object({ organisationId: organisationId.optional(), ...ownInput }))
    .output(stateAnswer),

  revise: command({
    path: '/demands/{id}',
    method: 'PUT',
    summary: 'Change an open need.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, WRONG_STATE, ...OWN_REFUSALS],
  })
    .input(ofDemand.extend(ownInput))
    .output(stateAnswer),

  close: command({
    path: '/demands/{id}/closing',
    summary: 'Close a need that was met, or is no longer looked for.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, WRONG_STATE],
  })
    .input(ofDemand.extend({ outcome: z.enum(['matched', 'unmatched']), reason: z.string().trim().max(500).default('') }))
    .output(stateAnswer),

  withdraw: command({
    path: '/demands/{id}/withdrawal',
    summary: 'Withdraw a need from the public.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, WRONG_STATE],
  })
    .input(ofDemand.extend({ reason }))
    .output(stateAnswer),

  takeDown: command({
    path: '/demands/{id}/removal',
    summary: 'Take down a demand that may not be published.',
    tag: TAG,
    access: ['clerk'],
    refusals: [NOT_FOUND, WRONG_STATE],
  })
    .input(ofDemand.extend({ reason }))
    .output(stateAnswer),

  respond: command({
    path: '/demands/{id}/responses',
    summary: 'Offer a solution to the enterprise.',
    tag: TAG,
    access: ['researcher', 'tto', 'enterprise'],
    refusals: [NOT_FOUND, WRONG_STATE, 'demand.own_demand', 'demand.already_responded', 'demand.too_many_responses'],
  })
    .input(
      ofDemand.extend({
        message: z.string().trim().min(1).max(MAX_MESSAGE),
        contact: z.string().trim().min(1).max(200),
        achievementId: z.string().max(60).nullable().default(null),
      }),
    )
    .output(z.object({ demandId, responseId: z.string() })),

  importDemands: command({
    path: '/demand-imports',
    summary: 'Take demands from a published list.',
    tag: TAG,
    access: ['clerk'],
    refusals: ['demand.file_type', 'demand.file_too_large', 'demand.file_empty', 'rulebook.too_many_imports'],
  })
    .input(fileInput)
    .output(importReport),

  list: query({ path: '/demands', summary: 'Published needs.', tag: TAG, wireName: 'listDemands', access: 'public', refusals: ['demand.cursor_invalid'] })
    .input(
      z.object({
        ...pageInput,
        q: z.string().trim().max(200).optional(),
        field: z.enum(FIELDS).optional(),
        mode: z.enum(MODES).optional(),
        region: z
          .string()
          .regex(/^\d{6}$/)
          .optional(),
        source: z.enum(SOURCES).optional(),
        organisation: organisationId.optional(),
        state: z.enum(['published', 'closed']).default('published'),
        sort: z.enum(['newest', 'budget', 'deadline']).default('newest'),
      }),
    )
    .output(pageOf(cardShape).extend({ facets: z.record(z.enum(['field', 'mode', 'region', 'source']), z.array(facetValue)) })),

  get: query({
    path: '/demands/{id}',
    summary: 'One need; the contact only for the enterprise itself.',
    tag: TAG,
    wireName: 'demandById',
    access: 'public',
    refusals: [NOT_FOUND],
  })
    .input(ofDemand)
    .output(demandShape),

  mine: query({ path: '/desk/demands', summary: 'Needs of your enterprise in every state.', tag: TAG, wireName: 'myDemands', access: ['enterprise'] })
    .input(z.object({ ...pageInput, state: z.enum(DEMAND_STATES).optional() }))
    .output(pageOf(cardShape)),

  responses: {
    list: query({
      path: '/demands/{id}/responses',
      summary: 'Offers received, for the enterprise; for imported demands, for the clerk.',
      tag: TAG,
      wireName: 'responsesTo',
      access: ['enterprise', 'clerk'],
      refusals: [NOT_FOUND],
    })
      .input(ofDemand.extend(pageInput))
      .output(
        pageOf(
          z.object({
            id: z.string(),
            personName: z.string(),
            organisationName: bilingualShape,
            message: z.string(),
            contact: z.string(),
            achievementId: z.string().nullable(),
            at: instantOutput,
          }),
        ),
      ),
  },
}
