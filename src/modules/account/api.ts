/** Operations on accounts: what their owners see of them, and what administrators may do. Log-in itself is `/api/auth`. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { SECURITY_EVENTS } from '#contract/security-events.ts'
import { actsShape, bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { ERASURE_ACTS } from './core/erasure.ts'

const tag = 'account'
const accountId = z.string().min(1).max(64)

export const eventKindShape = z.enum(SECURITY_EVENTS)

const eventShape = z.object({
  id: z.string(),
  kind: eventKindShape,
  at: instantOutput,
  /** Of the last one, where several count as one row. */
  lastAt: instantOutput,
  times: z.number().int(),
  accountId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  address: z.string(),
  agent: z.string(),
  detail: z.record(z.string(), z.string()),
})

const accountShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isVerified: z.boolean(),
  hasCode: z.boolean(),
  passkeys: z.number().int(),
  keys: z.number().int(),
  sessions: z.number().int(),
  createdAt: instantOutput,
  disabledAt: instantOutput.nullable(),
  disabledReason: z.string(),
})

/** A page without its language, and a form on it. */
const draftPlace = z.string().regex(/^\/[\w./:-]{0,190}$/)
const draftForm = z.string().regex(/^[\w.:-]{1,90}$/)
/** More names than the longest form has (two hundred completers with four columns); how much they hold together is bounded by the store. */
const MOST_NAMES = 1_000
const fieldName = z.string().min(1).max(120)
const typedShape = z
  .record(fieldName, z.union([z.string().max(20_000), z.array(z.string().max(2_000)).max(200)]))
  .refine((typed) => Object.keys(typed).length <= MOST_NAMES)

const erasureShape = z.object({
  id: z.string(),
  state: z.enum(['asked', 'withdrawn', 'done']),
  askedAt: instantOutput,
  dueAt: instantOutput,
  closedAt: instantOutput.nullable(),
})

const sessionShape = z.object({ id: z.string(), createdAt: instantOutput, updatedAt: instantOutput, address: z.string(), agent: z.string() })

const eventSearch = {
  q: z.string().trim().max(100).optional(),
  kind: eventKindShape.optional(),
  accountId: accountId.optional(),
}
const REFUSALS = ['account.not_found', 'account.own.forbidden'] as const

export const accountContract = {
  events: {
    mine: query({ path: '/me/security-events', summary: 'What happened with my account, newest first', tag, wireName: 'myEvents', access: 'signed-in' })
      .input(z.object({ ...pageInput }))
      .output(pageOf(eventShape)),
    list: query({ path: '/security-events', summary: 'The security log, newest first', tag, wireName: 'events', access: ['admin'] })
      .input(z.object({ ...eventSearch, ...pageInput }))
      .output(pageOf(eventShape)),
  },
  notice: {
    mine: query({
      path: '/me/processing-notice',
      summary: 'Which edition of the processing notice holds, and when I read it',
      tag,
      wireName: 'notice',
      access: 'signed-in',
    })
      .input(z.object({}))
      .output(z.object({ version: z.string(), readAt: instantOutput.nullable() })),
  },
  readNotice: command({
    path: '/me/processing-notice',
    summary: 'Keep that I have read this edition of the processing notice; no consent to anything',
    tag,
    access: 'signed-in',
    refusals: ['account.notice_outdated'],
  })
    .input(z.object({ version: z.iso.date() }))
    .output(z.object({ readAt: instantOutput })),
  ownData: query({
    path: '/me/data',
    summary: 'What is kept of my account: a copy for myself',
    tag,
    access: 'signed-in',
    freshFactor: true,
    isExport: true,
    refusals: ['account.not_found'],
  })
    .input(z.object({}))
    .output(
      z.object({
        account: accountShape,
        noticesRead: z.array(z.object({ version: z.string(), readAt: instantOutput })),
        sessions: z.array(sessionShape),
        drafts: z.array(z.object({ place: z.string(), form: z.string(), typed: typedShape, savedAt: instantOutput })),
        securityEvents: z.array(eventShape),
        /** What each room keeps, with the names of its columns. */
        parts: z.array(
          z.object({
            name: z.string(),
            title: bilingualShape,
            fields: z.record(z.string(), bilingualShape),
            rows: z.array(z.record(z.string(), z.json())),
            isComplete: z.boolean(),
          }),
        ),
      }),
    ),
  erasures: {
    mine: query({
      path: '/me/erasure',
      summary: 'What would be erased with my account, what is kept by which law, and whether I have asked for it',
      tag,
      wireName: 'erasure',
      access: 'signed-in',
      refusals: ['account.not_found'],
    })
      .input(z.object({}))
      .output(
        z.object({
          asked: erasureShape.nullable(),
          kept: z.array(z.object({ ground: bilingualShape, parts: z.array(bilingualShape) })),
          erased: z.array(bilingualShape),
          waitDays: z.number().int(),
          acts: actsShape(ERASURE_ACTS),
        }),
      ),
    get: query({
      path: '/erasures/{id}',
      summary: 'Where an erasure stands, for whoever has its number: the proof that stays when the account is gone',
      tag,
      wireName: 'erasureById',
      access: 'public',
      refusals: ['account.not_found'],
    })
      .input(z.object({ id: idShape('ers') }))
      .output(erasureShape),
    list: query({ path: '/erasures', summary: 'Erasures that wait, the soonest due first', tag, wireName: 'erasures', access: ['admin'] })
      .input(z.object({ ...pageInput }))
      .output(pageOf(erasureShape.extend({ personId: z.string() }))),
  },
  askErasure: command({
    path: '/me/erasure',
    summary: 'Ask for the erasure of my account; it is done after the waiting period',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: ['account.erasure_asked.conflict', 'account.obligations_run'],
  })
    .input(z.object({ accepts: z.literal(true) }))
    .output(z.object({ erasureId: z.string(), dueAt: instantOutput })),
  withdrawErasure: command({
    path: '/me/erasure/withdrawal',
    summary: 'Withdraw my request for erasure while the waiting period runs',
    tag,
    access: 'signed-in',
    refusals: ['account.erasure_not_asked'],
  })
    .input(z.object({}))
    .output(z.object({})),
  drafts: {
    mine: query({ path: '/me/drafts', summary: 'What I have typed into the forms of a page and not sent', tag, wireName: 'drafts', access: 'signed-in' })
      .input(z.object({ place: draftPlace }))
      .output(
        z.object({
          items: z.array(z.object({ form: draftForm, typed: typedShape, basis: z.string(), version: z.number().int(), savedAt: instantOutput })),
        }),
      ),
  },
  keepDraft: command({
    path: '/me/drafts',
    method: 'PUT',
    summary: 'Keep what I am typing into a form; the last typed wins, and the answer says whether something else stood there',
    tag,
    access: 'signed-in',
    refusals: ['account.draft_too_large', 'account.too_many_saves'],
  })
    .input(
      z.object({
        place: draftPlace,
        form: draftForm,
        typed: typedShape,
        /** Digest of the record that the form was drawn from. */
        basis: z.string().max(64).default(''),
        /** Version that the sender saw last; 0: none. */
        seen: z.number().int().min(0).max(1_000_000),
      }),
    )
    .output(z.object({ version: z.number().int(), savedAt: instantOutput, wasElsewhere: z.boolean() })),
  dropDraft: command({ path: '/me/drafts/drop', summary: 'Erase what I typed into a form and did not send', tag, access: 'signed-in' })
    .input(z.object({ place: draftPlace, form: draftForm }))
    .output(z.object({ wasKept: z.boolean() })),
  list: query({ path: '/accounts', summary: 'Accounts by name or e-mail address', tag, wireName: 'find', access: ['admin'] })
    .input(z.object({ q: z.string().trim().max(100).optional(), state: z.enum(['disabled', 'unconfirmed']).optional(), ...pageInput }))
    .output(pageOf(accountShape)),
  get: query({ path: '/accounts/{id}', summary: 'An account with its sessions', tag, access: ['admin'], refusals: ['account.not_found'] })
    .input(z.object({ id: accountId }))
    .output(
      accountShape.extend({
        sessionList: z.array(sessionShape),
      }),
    ),
  endSessions: command({
    path: '/accounts/{id}/end-sessions',
    summary: 'Log an account out: one device or all',
    tag,
    access: ['admin'],
    freshFactor: true,
    refusals: ['account.not_found'],
  })
    .input(z.object({ id: accountId, sessionId: z.string().min(1).max(64).optional() }))
    .output(z.object({ ended: z.number().int() })),
  disable: command({
    path: '/accounts/{id}/disable',
    summary: 'Shut an account out at once, with the reason',
    tag,
    access: ['admin'],
    freshFactor: true,
    refusals: [...REFUSALS, 'account.disabled.conflict'],
  })
    .input(z.object({ id: accountId, reason: z.string().trim().min(1).max(500) }))
    .output(z.object({})),
  enable: command({
    path: '/accounts/{id}/enable',
    summary: 'Let a disabled account log in again',
    tag,
    access: ['admin'],
    freshFactor: true,
    refusals: ['account.not_found', 'account.enabled.conflict'],
  })
    .input(z.object({ id: accountId }))
    .output(z.object({})),
  clearFactors: command({
    path: '/accounts/{id}/clear-factors',
    summary: 'Remove second factors that their owner has lost',
    tag,
    access: ['admin'],
    freshFactor: true,
    refusals: REFUSALS,
  })
    .input(z.object({ id: accountId, reason: z.string().trim().min(1).max(500) }))
    .output(z.object({})),
  exportEvents: query({ path: '/security-events/file', summary: 'The security log as a CSV file', tag, access: ['admin'], isExport: true })
    .input(z.object(eventSearch))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })),
}
