/** Operations on licences of auction houses and certificates of auctioneers. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, dateShape, idShape, instantOutput } from '#contract/shapes.ts'
import { CREDENTIAL_ACTS, CREDENTIAL_KINDS } from './core/credential.ts'

const tag = 'party'
const ofCredential = z.object({ id: idShape('crd') })
const reason = z.string().trim().min(1).max(1000)
const CHECK_REFUSALS = ['party.not_found', 'party.credential.forbidden', 'party.credential_own', 'party.credential_wrong_state'] as const

export const credentialContract = {
  credentials: {
    list: query({
      path: '/organisations/{organisationId}/credentials',
      summary: 'Licence to hold auctions and certificates of auctioneers that an organisation has on file.',
      tag,
      wireName: 'credentialsOf',
      access: 'signed-in',
      refusals: ['party.not_found'],
    })
      .input(z.object({ organisationId: idShape('org') }))
      .output(
        z.object({
          /** Organisations of this kind may be auction houses. */
          isHouseKind: z.boolean(),
          items: z.array(
            z.object({
              id: z.string(),
              kind: z.enum(CREDENTIAL_KINDS),
              personId: z.string().nullable(),
              personName: bilingualShape.nullable(),
              number: z.string(),
              issuer: z.string(),
              validFrom: instantOutput,
              validUntil: instantOutput,
              paperDocumentId: z.string(),
              state: z.enum(['filed', 'confirmed', 'refused', 'revoked']),
              isInForce: z.boolean(),
              reason: z.string(),
              acts: actsShape(CREDENTIAL_ACTS),
            }),
          ),
          /** Who may be named in a certificate. */
          auctioneers: z.array(z.object({ id: z.string(), name: bilingualShape })),
          /** What concerns the asker now. */
          acts: actsShape(['file']),
        }),
      ),
  },
  auctionHouses: {
    list: query({
      path: '/auction-houses',
      summary: 'Auction houses with a checked licence in force, and their certified auctioneers.',
      tag,
      wireName: 'listAuctionHouses',
      access: 'public',
    })
      .input(z.object({}))
      .output(
        z.object({
          items: z.array(
            z.object({
              organisationId: z.string(),
              name: bilingualShape,
              licence: z.object({ number: z.string(), issuer: z.string(), validUntil: instantOutput }),
              auctioneers: z.array(z.object({ personId: z.string(), name: bilingualShape, number: z.string(), validUntil: instantOutput })),
            }),
          ),
        }),
      ),
  },
  fileCredential: command({
    path: '/organisations/{organisationId}/credentials',
    summary: 'File the auction licence of a house or the certificate of one of its auctioneers, with the paper.',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: [
      'party.not_found',
      'party.credential.forbidden',
      'party.credential_not_of_kind',
      'party.credential_period',
      'party.credential_person',
      'party.credential_not_auctioneer',
    ],
  })
    .input(
      z.object({
        organisationId: idShape('org'),
        kind: z.enum(CREDENTIAL_KINDS),
        personId: idShape('per').optional(),
        number: z.string().trim().min(1).max(60),
        issuer: z.string().trim().min(1).max(120),
        /** First and last day. */
        validFrom: dateShape,
        validUntil: dateShape,
        paperDocumentId: idShape('doc'),
      }),
    )
    .output(z.object({ credentialId: z.string() })),
  confirmCredential: command({
    path: '/credentials/{id}/confirm',
    summary: 'Confirm as a clerk that licence or certificate are as the paper and its issuer say.',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: CHECK_REFUSALS,
  })
    .input(ofCredential)
    .output(z.object({})),
  refuseCredential: command({
    path: '/credentials/{id}/refuse',
    summary: 'Refuse a licence or certificate with reasons.',
    tag,
    access: 'signed-in',
    refusals: CHECK_REFUSALS,
  })
    .input(ofCredential.extend({ reason }))
    .output(z.object({})),
  revokeCredential: command({
    path: '/credentials/{id}/revoke',
    summary: 'Take a licence or certificate off the record: it ended before its last day.',
    tag,
    access: 'signed-in',
    refusals: CHECK_REFUSALS,
  })
    .input(ofCredential.extend({ reason }))
    .output(z.object({})),
}
