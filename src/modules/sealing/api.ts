/** Operations on officers' keys and on boxes. What is put into a box goes through the room that opened it. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { BOX_ACTS, KEY_ACTS } from './core/acts.ts'
import { BOX_STATES, PURPOSES } from './core/box.ts'
import { KEY_STATES, OFFICER_ROLES } from './core/officers.ts'
import { isPublicKey } from './core/policy.ts'

const tag = 'sealing'
const roleShape = z.enum(OFFICER_ROLES)
const boxId = idShape('box')
const keyId = idShape('oky')
const envelopeId = idShape('env')
const shareInput = z.string().length(44)

const keyShape = z.object({
  id: z.string(),
  holder: bilingualShape,
  role: roleShape,
  state: z.enum(KEY_STATES),
  publicKey: z.string(),
  fingerprint: z.string(),
  registeredAt: instantOutput,
  certifiedAt: instantOutput.nullable(),
  certifiedBy: bilingualShape.nullable(),
  certifierRole: roleShape.nullable(),
  revokedAt: instantOutput.nullable(),
  revokeReason: z.string(),
  isOwn: z.boolean(),
  acts: actsShape(KEY_ACTS),
})
export type KeyView = z.infer<typeof keyShape>
export type KeyAnswer = z.input<typeof keyShape>

const boxShape = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  title: bilingualShape,
  purpose: z.enum(PURPOSES),
  owner: z.object({ id: z.string(), name: bilingualShape }),
  state: z.enum(BOX_STATES),
  opensAt: instantOutput,
  closesAt: instantOutput,
  openBy: instantOutput.nullable(),
  endedAt: instantOutput.nullable(),
})
export type BoxView = z.infer<typeof boxShape>
export type BoxAnswer = z.input<typeof boxShape>

const seatShape = z.object({
  keyId: z.string(),
  holder: bilingualShape,
  role: roleShape,
  fingerprint: z.string(),
  isKeyRevoked: z.boolean(),
  rehearsedAt: instantOutput.nullable(),
  releasedAt: instantOutput.nullable(),
  isOwn: z.boolean(),
})
export type SeatView = z.infer<typeof seatShape>

const envelopeShape = z.object({
  id: z.string(),
  digest: z.string(),
  receivedAt: instantOutput,
  /** From here on known when everything is opened. */
  bidder: z.object({ key: z.string(), name: bilingualShape.nullable() }).nullable(),
  payload: z.string().nullable(),
  fault: z.string().nullable(),
  officers: z.array(z.string()),
})
export type EnvelopeView = z.infer<typeof envelopeShape>

export const sealingContract = {
  keys: {
    list: query({ path: '/sealing/keys', summary: 'Keys of the officers who open sealed envelopes, with their fingerprints', tag, access: 'public' })
      .input(z.object({}))
      .output(z.object({ items: z.array(keyShape) })),
  },
  registerKey: command({
    path: '/sealing/keys',
    summary: 'Register the public half of my officer’s key; the private half never leaves my browser',
    tag,
    access: OFFICER_ROLES,
    freshFactor: true,
    refusals: ['sealing.role.forbidden', 'sealing.key_known', 'sealing.has_key'],
  })
    .input(z.object({ role: roleShape, publicKey: z.string().refine(isPublicKey) }))
    .output(z.object({ keyId: z.string(), fingerprint: z.string() })),
  certifyKey: command({
    path: '/sealing/keys/{id}/certify',
    summary: 'Certify the key of an officer of another group, whose fingerprint I have compared with its holder',
    tag,
    access: OFFICER_ROLES,
    freshFactor: true,
    refusals: ['sealing.not_found', 'sealing.other_group.forbidden', 'sealing.key_decided', 'sealing.fingerprint_differs'],
  })
    .input(z.object({ id: keyId, fingerprint: z.string().max(200) }))
    .output(z.object({})),
  revokeKey: command({
    path: '/sealing/keys/{id}/revoke',
    summary: 'Revoke a key that is lost or in other hands',
    tag,
    access: OFFICER_ROLES,
    refusals: ['sealing.not_found', 'sealing.other_group.forbidden', 'sealing.key_decided'],
  })
    .input(z.object({ id: keyId, reason: z.string().trim().min(1).max(500) }))
    .output(z.object({})),
  list: query({ path: '/sealing/boxes', summary: 'Boxes of sealed envelopes, newest first', tag, access: 'public' })
    .input(z.object({ subject: z.string().max(60).optional(), ...pageInput }))
    .output(pageOf(boxShape)),
  get: query({
    path: '/sealing/boxes/{id}',
    summary: 'One box: its policy, its officers, what was put in and what came out',
    tag,
    access: 'public',
    refusals: ['sealing.not_found'],
  })
    .input(z.object({ id: boxId }))
    .output(
      boxShape.extend({
        policy: z.string().nullable(),
        policyDigest: z.string().nullable(),
        threshold: z.number().int().nullable(),
        step: z.number().int(),
        steps: z.number().int(),
        corrections: z.number().int(),
        endReason: z.string(),
        seats: z.array(seatShape),
        /** Null before the deadline: not even how many there are is told. */
        envelopes: z.array(envelopeShape).nullable(),
        acts: actsShape(BOX_ACTS),
        /** For who names the officers now: the keys to choose from, how many are needed. */
        bench: z.object({ eligible: z.array(keyShape), needed: z.number().int(), threshold: z.number().int() }).nullable(),
      }),
    ),
  nameOfficers: command({
    path: '/sealing/boxes/{id}/officers',
    summary: 'Name the officers who open a box; its policy is fixed with it, and envelopes are taken from then on',
    tag,
    access: ['clerk'],
    refusals: [
      'sealing.not_found',
      'sealing.officers_named_already',
      'sealing.closed',
      'sealing.key_not_eligible',
      'sealing.too_few_officers',
      'sealing.no_independent_officer',
      'sealing.group_opens_alone',
    ],
  })
    .input(z.object({ id: boxId, keys: z.array(keyId).min(1).max(20) }))
    .output(z.object({ policyDigest: z.string() })),
  ceremony: {
    get: query({
      path: '/sealing/boxes/{id}/ceremony',
      summary: 'What an officer’s browser needs to rehearse or to release: heads of envelopes, no contents',
      tag,
      access: OFFICER_ROLES,
      refusals: ['sealing.not_found', 'sealing.not_an_officer.forbidden'],
    })
      .input(z.object({ id: boxId }))
      .output(
        z.object({
          keyId: z.string(),
          publicKey: z.string(),
          policy: z.string(),
          rehearsal: z.string(),
          /** All that count, once nothing is taken any more. */
          envelopes: z.array(z.object({ id: z.string(), bidderKey: z.string(), head: z.string() })),
        }),
      ),
  },
  rehearse: command({
    path: '/sealing/boxes/{id}/rehearse',
    summary: 'Show before the deadline that my key opens what was sealed to it, by an envelope in which nothing is',
    tag,
    access: OFFICER_ROLES,
    refusals: [
      'sealing.not_found',
      'sealing.not_an_officer.forbidden',
      'sealing.key_is_revoked',
      'sealing.closed',
      'sealing.rehearsed_already',
      'sealing.share_forged',
    ],
  })
    .input(z.object({ id: boxId, share: shareInput }))
    .output(z.object({})),
  releaseShares: command({
    path: '/sealing/boxes/{id}/shares',
    summary: 'Release my shares of all envelopes at once; when enough officers have, everything is opened together',
    tag,
    access: OFFICER_ROLES,
    refusals: [
      'sealing.not_found',
      'sealing.not_an_officer.forbidden',
      'sealing.key_is_revoked',
      'sealing.not_closed_yet',
      'sealing.released_already',
      'sealing.over',
      'sealing.batch_incomplete',
      'sealing.share_forged',
    ],
  })
    .input(z.object({ id: boxId, shares: z.array(z.object({ envelopeId, share: shareInput.nullable() })).max(10_000) }))
    .output(z.object({ isOpened: z.boolean() })),
  record: {
    get: query({
      path: '/sealing/boxes/{id}/record',
      summary: 'The public record of an opening, from which anybody repeats it',
      tag,
      access: 'public',
      refusals: ['sealing.not_found', 'sealing.not_opened_yet'],
    })
      .input(z.object({ id: boxId }))
      .output(
        z.object({
          format: z.string(),
          box: z.string(),
          policy: z.string(),
          policyDigest: z.string(),
          envelopes: z.array(
            z.object({
              id: z.string(),
              bidderKey: z.string(),
              receivedAt: instantOutput,
              digest: z.string(),
              text: z.string(),
              payload: z.string().nullable(),
              fault: z.string().nullable(),
              officers: z.array(z.string()),
            }),
          ),
          releases: z.array(z.object({ key: z.string(), shares: z.array(z.object({ envelopeId: z.string(), share: z.string().nullable() })) })),
        }),
      ),
  },
}
