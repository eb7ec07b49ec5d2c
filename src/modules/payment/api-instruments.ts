/** Operations of deposits that are not paid in cash, and of all deposits of one's own organisation. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, amountInput, amountOutput, dateShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { nameOrNull } from '#modules/ledger/api.ts'
import { oneLine, paragraph } from './api-shapes.ts'
import { INSTRUMENT_ACTS } from './core/acts.ts'
import { CALL_STATES, INSTRUMENT_KINDS, INSTRUMENT_STATES } from './core/instrument.ts'
import { DEPOSIT_STATES } from './core/deposit.ts'

const TAG = 'payment'
const FINANCE = ['finance'] as const
const NOT_FOUND = 'payment.instrument.not_found'
const COMMON = [NOT_FOUND, 'payment.instrument.wrong_state', 'payment.instrument.forbidden'] as const
const ENDING = [...COMMON, 'payment.instrument.bound'] as const

const instrumentId = idShape('ins')
const ofInstrument = z.object({ instrumentId })
const answer = z.object({ instrumentId, state: z.enum(INSTRUMENT_STATES) })

/** What the paper says; `validUntil` is its last day. */
export const paperInput = {
  issuerName: oneLine(2, 100),
  number: oneLine(2, 60),
  amountMinor: amountInput,
  validUntil: dateShape,
  documentId: idShape('doc'),
  statement: paragraph(0, 1000).default(''),
}

const callShape = z.object({
  id: z.string(),
  subject: z.string(),
  amountMinor: amountOutput,
  state: z.enum(CALL_STATES),
  reference: z.string(),
  reason: z.string(),
  calledAt: instantOutput,
  dueAt: instantOutput,
  answeredAt: instantOutput.nullable(),
})

export const instrumentShape = z.object({
  id: instrumentId,
  organisationId: z.string(),
  organisationName: nameOrNull,
  kind: z.enum(INSTRUMENT_KINDS),
  /** The lot that it is for; null: a frame. */
  subject: z.string().nullable(),
  issuerName: z.string(),
  number: z.string(),
  amountMinor: amountOutput,
  boundMinor: amountOutput,
  validUntil: instantOutput.nullable(),
  statement: z.string(),
  documentId: z.string().nullable(),
  state: z.enum(INSTRUMENT_STATES),
  reason: z.string(),
  filedAt: instantOutput,
  checkedByName: nameOrNull,
  checkedAt: instantOutput.nullable(),
  confirmedByName: nameOrNull,
  confirmedAt: instantOutput.nullable(),
  endedAt: instantOutput.nullable(),
})

export const depositShape = z.object({
  id: z.string(),
  kind: z.enum(['cash', ...INSTRUMENT_KINDS]),
  subject: z.string(),
  amountMinor: amountOutput,
  state: z.enum(DEPOSIT_STATES),
  since: instantOutput,
  /** By when the next step is due; null: nothing is. */
  until: instantOutput.nullable(),
  /** To be written on a transfer. */
  reference: z.string().nullable(),
  instrumentId: z.string().nullable(),
})

export const instrumentContract = {
  fileFrame: command({
    path: '/deposits/instruments',
    summary: 'File a bank guarantee that stands for the deposits of several lots, up to its sum.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [
      'payment.instrument.forbidden',
      'payment.instrument.known',
      'payment.instrument.expired',
      'payment.instrument.proof_missing',
      'payment.instrument.particulars_missing',
      'ledger.amount_out_of_range',
      'document.not_yours',
    ],
  })
    .input(z.object({ ...paperInput, organisationId: z.string().max(60).optional() }))
    .output(answer),

  checkInstrument: command({
    path: '/deposits/instruments/{instrumentId}/check',
    summary: 'State as a finance officer that the issuer confirmed the paper; a second officer has to confirm it.',
    tag: TAG,
    access: FINANCE,
    refusals: COMMON,
  })
    .input(ofInstrument.extend({ note: paragraph(1, 500) }))
    .output(answer),

  confirmInstrument: command({
    path: '/deposits/instruments/{instrumentId}/confirmation',
    summary: 'Confirm as the second officer: from here on it stands for deposits.',
    tag: TAG,
    access: FINANCE,
    refusals: [...COMMON, 'payment.instrument.expired', 'ledger.maker_is_checker', 'ledger.second_person.forbidden', 'ledger.amount_out_of_range'],
  })
    .input(ofInstrument)
    .output(answer),

  returnInstrument: command({
    path: '/deposits/instruments/{instrumentId}/return',
    summary: 'Return a paper that cannot stand, with the reason.',
    tag: TAG,
    access: FINANCE,
    refusals: ENDING,
  })
    .input(ofInstrument.extend({ reason: paragraph(1, 500) }))
    .output(answer),

  releaseInstrument: command({
    path: '/deposits/instruments/{instrumentId}/release',
    summary: 'Give a paper back that stands for no lot.',
    tag: TAG,
    access: ['enterprise', 'finance'],
    refusals: ENDING,
  })
    .input(ofInstrument)
    .output(answer),

  refuseCall: command({
    path: '/deposits/instruments/{instrumentId}/refusal',
    summary: 'Put on record that the issuer refuses to pay what was called; the bidder itself goes on owing it.',
    tag: TAG,
    access: FINANCE,
    refusals: COMMON,
  })
    .input(ofInstrument.extend({ subject: idShape('lot'), reason: paragraph(1, 500) }))
    .output(answer),

  instruments: {
    list: query({
      path: '/deposits/instruments',
      summary: 'Guarantees, policies, freezes and waivers, those that wait the longest first.',
      tag: TAG,
      wireName: 'listInstruments',
      access: FINANCE,
    })
      .input(z.object({ ...pageInput, state: z.enum(INSTRUMENT_STATES).optional() }))
      .output(pageOf(instrumentShape)),
    get: query({
      path: '/deposits/instruments/{instrumentId}',
      summary: 'One of them, with the lots that it is bound to and the claims on it.',
      tag: TAG,
      wireName: 'instrumentById',
      access: ['finance', 'enterprise'],
      refusals: [NOT_FOUND],
    })
      .input(ofInstrument)
      .output(
        instrumentShape.extend({
          bound: z.array(z.object({ subject: z.string(), amountMinor: amountOutput, placedAt: instantOutput })),
          calls: z.array(callShape),
          acts: actsShape(INSTRUMENT_ACTS),
        }),
      ),
    mine: query({ path: '/desk/instruments', summary: 'Those of your enterprise.', tag: TAG, wireName: 'myInstruments', access: ['enterprise'] })
      .input(z.object(pageInput))
      .output(pageOf(instrumentShape)),
  },

  deposits: {
    mine: query({
      path: '/desk/deposits',
      summary: 'Deposits of your enterprise, whatever their kind: asked for, bound, on their way back.',
      tag: TAG,
      wireName: 'myDeposits',
      access: ['enterprise'],
    })
      .input(z.object(pageInput))
      .output(pageOf(depositShape)),
  },
}
