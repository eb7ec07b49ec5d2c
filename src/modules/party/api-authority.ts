/** Operations on who may confirm for an organisation, and on what it agreed to. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, dateShape, idShape, instantOutput } from '#contract/shapes.ts'
import { AUTHORITY_ACTS, AUTHORITY_BASES, AUTHORITY_MATTERS, FILED_BASES } from './core/authority.ts'

const tag = 'party'
const ofAuthority = z.object({ id: idShape('atr') })
const reason = z.string().trim().min(1).max(1000)
const DECISION_REFUSALS = ['party.not_found', 'party.authority.forbidden', 'party.authority_wrong_state'] as const
const CHECK_REFUSALS = [...DECISION_REFUSALS, 'party.authority_by_officer', 'party.authority_own'] as const

const authorityShape = z.object({
  id: z.string(),
  personId: z.string(),
  personName: bilingualShape,
  basis: z.enum(AUTHORITY_BASES),
  matters: z.array(z.enum(AUTHORITY_MATTERS)),
  validFrom: instantOutput,
  /** Null: no end is written. */
  validUntil: instantOutput.nullable(),
  letterDocumentId: z.string().nullable(),
  state: z.enum(['filed', 'confirmed', 'refused', 'revoked']),
  isInForce: z.boolean(),
  reason: z.string(),
  acts: actsShape(AUTHORITY_ACTS),
})

export const authorityContract = {
  authorities: {
    list: query({
      path: '/organisations/{organisationId}/authorities',
      summary: 'Who may confirm electronically for an organisation, and the agreement on it',
      tag,
      wireName: 'authorities',
      access: 'signed-in',
      refusals: ['party.not_found'],
    })
      .input(z.object({ organisationId: idShape('org') }))
      .output(
        z.object({
          items: z.array(authorityShape),
          /** Who may be named in a new one. */
          signatories: z.array(z.object({ id: z.string(), name: bilingualShape })),
          agreement: z.object({
            edition: z.string(),
            terms: z.array(bilingualShape),
            agreedAt: instantOutput.nullable(),
            agreedByName: bilingualShape.nullable(),
          }),
          /** What concerns the asker now. */
          acts: actsShape(['file', 'agree']),
        }),
      ),
  },
  fileAuthority: command({
    path: '/organisations/{organisationId}/authorities',
    summary: 'File the written authority of a person who confirms for the organisation, or name its legal representative',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: ['party.not_found', 'party.authority.forbidden', 'party.authority_paper_missing', 'party.authority_period', 'party.not_signatory'],
  })
    .input(
      z.object({
        organisationId: idShape('org'),
        personId: idShape('per'),
        basis: z.enum(FILED_BASES),
        matters: z.array(z.enum(AUTHORITY_MATTERS)).min(1).max(AUTHORITY_MATTERS.length),
        /** First and last day. */
        validFrom: dateShape.optional(),
        validUntil: dateShape.optional(),
        letterDocumentId: idShape('doc').optional(),
      }),
    )
    .output(z.object({ authorityId: z.string() })),
  confirmAuthority: command({
    path: '/authorities/{id}/confirm',
    summary: 'Confirm that an authority is as its paper says',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: CHECK_REFUSALS,
  })
    .input(ofAuthority)
    .output(z.object({})),
  refuseAuthority: command({
    path: '/authorities/{id}/refuse',
    summary: 'Refuse an authority with reasons',
    tag,
    access: 'signed-in',
    refusals: CHECK_REFUSALS,
  })
    .input(ofAuthority.extend({ reason }))
    .output(z.object({})),
  revokeAuthority: command({
    path: '/authorities/{id}/revoke',
    summary: 'Revoke an authority; what was confirmed by it stands',
    tag,
    access: 'signed-in',
    refusals: DECISION_REFUSALS,
  })
    .input(ofAuthority.extend({ reason }))
    .output(z.object({})),
  agreeConfirmation: command({
    path: '/organisations/{organisationId}/confirmation-agreement',
    summary: 'Agree, for an organisation, how it confirms electronically',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: [
      'party.not_found',
      'party.authority.forbidden',
      'party.authority_not_on_file',
      'party.authority_ended',
      'party.confirmation_edition.stale',
      'party.confirmation_agreed.conflict',
    ],
  })
    .input(z.object({ organisationId: idShape('org'), edition: z.string().max(40), accepts: z.literal(true) }))
    .output(z.object({})),
}
/** What a confirmation for an organisation may be refused with, for want of authority. */
export const SIGNING_REFUSALS = ['party.authority_not_on_file', 'party.authority_ended', 'party.confirmation_not_agreed'] as const
