/** Shapes of people, organisations and their roles. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualInput, bilingualShape, figureInput, idShape, instantOutput } from '#contract/shapes.ts'
import { RELATION_ACTS } from './core/acts.ts'
import { RELATION_KINDS } from './core/relation.ts'

export const roleShape = z.enum(['researcher', 'tto', 'approver', 'enterprise', 'clerk', 'finance', 'auctioneer', 'expert', 'regulator', 'admin'])
export const kindShape = z.enum(['university', 'institute', 'enterprise', 'broker', 'insurer', 'market', 'government', 'person'])
/** Kinds that are added by their credit code. */
export const addedKindShape = kindShape.exclude(['person'])
export const stateShape = z.enum(['registered', 'refused', 'verified', 'suspended', 'closed'])
export const natureShape = z.enum(['010', '020', '021', '022', '023', '030', '100', '200', '300', '400'])
export const creditCodeInput = z.string().trim().min(1).max(40)
/** A mail address in its normal form: half-width, small letters. */
export const addressInput = z
  .string()
  .max(300)
  .transform((typed) => typed.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email().max(200))
/** Digits and signs as people type or paste them: full-width ones are the same signs. */
export const halfWidth = (text: string) => text.normalize('NFKC')
export const personNameInput = bilingualInput(80)
export const reasonInput = z.string().trim().min(1).max(1000)
export const tokenInput = z.string().regex(/^[\w-]{43}$/)
export const regionInput = figureInput(/^\d{6}$/)
export const nameInput = bilingualInput(200)
export const holderShape = z.union([idShape('per'), idShape('org')])

export const organisationShape = z.object({
  id: z.string(),
  kind: kindShape,
  name: bilingualShape,
  creditCode: z.string(),
  region: z.string(),
  regionName: bilingualShape,
  legalNature: natureShape,
  state: stateShape,
})
export type OrganisationView = z.infer<typeof organisationShape>

export const maskedAccountShape = z.object({ holderId: z.string(), accountName: z.string(), maskedNumber: z.string(), bankName: z.string() })
export const relationShape = z.object({
  id: z.string(),
  kind: z.enum(RELATION_KINDS),
  from: organisationShape,
  to: organisationShape,
  note: z.string(),
  since: instantOutput,
  state: z.enum(['declared', 'objected', 'confirmed', 'rejected', 'withdrawn', 'lapsed', 'ended']),
  /** The side that declared it; null when an officer did. Until it is confirmed it binds this side alone. */
  declaredFor: z.string().nullable(),
  /** When it lapses unless somebody answers. */
  answerBy: instantOutput.nullable(),
  objection: z.string(),
  answerReason: z.string(),
  evidenceDocumentId: z.string().nullable(),
  endAsked: z.object({ for: z.string(), at: instantOutput, reason: z.string() }).nullable(),
  /** What concerns the asker now. */
  acts: actsShape(RELATION_ACTS),
})
export type RelationView = z.input<typeof relationShape>
export const mandateShape = z.object({
  id: z.string(),
  personId: z.string(),
  personName: bilingualShape,
  isNameVerified: z.boolean(),
  role: roleShape,
  since: instantOutput,
})
export const invitationShape = z.object({
  id: z.string(),
  address: z.string(),
  roles: z.array(roleShape),
  invitedAt: instantOutput,
  expiresAt: instantOutput,
  sends: z.number().int(),
})
/** What an invitation offers, to whoever has its link. */
export const offeredShape = z.object({
  organisation: z.object({ name: bilingualShape, kind: kindShape }),
  roles: z.array(roleShape),
  address: z.string(),
  name: bilingualShape,
  expiresAt: instantOutput,
  hasAccount: z.boolean(),
  /** The asker is logged in with the account of that address. */
  isMine: z.boolean(),
})
export const personShape = z.object({
  id: z.string(),
  name: bilingualShape,
  title: bilingualShape,
  isNameVerified: z.boolean(),
  organisations: z.array(z.object({ id: z.string(), name: bilingualShape, role: roleShape })),
})

/** Where a registration stands: until when and by which branch it is decided; null where nothing is to be decided. */
export const handlingShape = { decideBy: instantOutput.nullable(), handledBy: bilingualShape }

export const draftInput = { name: nameInput, creditCode: creditCodeInput, region: regionInput.optional(), legalNature: natureShape.optional() }
export const licenceInput = { licenceDocumentId: idShape('doc').optional() }
export const DRAFT_REFUSALS = [
  'party.credit_code_length',
  'party.credit_code_sign',
  'party.credit_code_personal',
  'party.credit_code_category',
  'party.credit_code_check',
  'party.region_unknown',
  'party.credit_code_taken.conflict',
] as const
export const evidenceInput = z.object({ documentId: idShape('doc'), reason: z.string().trim().min(1).max(1000) })
export const relationReason = z.string().trim().min(1).max(1000)
export const ofRelation = z.object({ id: idShape('rel') })
export const RELATION_REFUSALS = ['party.not_found', 'party.relation.forbidden', 'party.relation_state'] as const
export const STATE_REFUSALS = ['party.not_found', 'party.clerk_only.forbidden', 'party.own_organisation.forbidden', 'party.state_does_not_allow'] as const
export const VERIFY_REFUSALS = [...STATE_REFUSALS, 'party.person_name_first'] as const

const bodyInput = {
  name: nameInput,
  creditCode: creditCodeInput,
  region: regionInput,
}

/** What a market is founded with: by the command `found` and by the page that stands before a founded market. */
export const foundingInput = z.object({
  market: z.object(bodyInput),
  branches: z.array(z.object({ region: regionInput, name: bodyInput.name })).max(200),
  authority: z.object(bodyInput).optional(),
  administrator: z.object({ name: z.string().trim().min(1).max(60), address: addressInput }),
  officers: z.array(z.object({ address: addressInput, roles: z.array(roleShape).min(1).max(5), lang: z.enum(['zh', 'en']) })).max(30),
})
export type FoundingInput = z.infer<typeof foundingInput>

/** What others need of an organisation to sign with it and to pay it. */
export const particularsShape = z.object({ address: z.string(), representative: z.string() })

export const particularsContract = {
  setParticulars: command({
    path: '/organisations/{id}/particulars',
    method: 'PUT',
    summary: 'Set the domicile and the legal representative that stand in contracts',
    tag: 'party',
    access: 'signed-in',
    refusals: ['party.not_found'],
  })
    .input(z.object({ id: idShape('org'), address: z.string().trim().min(4).max(200), representative: z.string().trim().min(2).max(80) }))
    .output(particularsShape),
  setPayoutAccount: command({
    path: '/payout-accounts/{holderId}',
    method: 'PUT',
    summary: 'Set the bank account that payouts go to',
    tag: 'party',
    access: 'signed-in',
    freshFactor: true,
    refusals: ['party.not_found', 'party.account_name_differs'],
  })
    .input(
      z.object({
        holderId: holderShape,
        accountName: z.string().trim().min(1).max(200),
        number: z
          .string()
          .max(60)
          .transform((text) => halfWidth(text).replaceAll(/[\s-]/gu, '').toUpperCase())
          .pipe(z.string().regex(/^[0-9A-Z]{8,34}$/)),
        bankName: z.string().trim().min(2).max(200),
        bankCode: figureInput(/^(\d{12}|)$/).default(''),
      }),
    )
    .output(z.object({ maskedNumber: z.string() })),
  payoutAccounts: {
    get: query({
      path: '/payout-accounts/{holderId}',
      summary: 'The payout account, masked',
      tag: 'party',
      wireName: 'payoutAccount',
      access: 'signed-in',
      refusals: ['party.not_found'],
    })
      .input(z.object({ holderId: holderShape }))
      .output(maskedAccountShape),
  },
}
