/** Operations on people, organisations and their roles. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { RELATION_ACTS, RELATION_KINDS } from './core/relation.ts'
import { bilingualInput, bilingualShape, idShape, instantShape, pageInput, pageOf } from '#contract/shapes.ts'

const roleShape = z.enum(['researcher', 'tto', 'approver', 'enterprise', 'clerk', 'finance', 'auctioneer', 'regulator', 'admin'])
const kindShape = z.enum(['university', 'institute', 'enterprise', 'broker', 'insurer', 'market', 'government'])
const stateShape = z.enum(['registered', 'refused', 'verified', 'suspended', 'closed'])
const natureShape = z.enum(['010', '020', '021', '022', '023', '030', '100', '200', '300', '400'])
const creditCodeInput = z.string().trim().min(1).max(40)
const regionInput = z.string().regex(/^\d{6}$/)
const nameInput = bilingualInput(200)
const holderShape = z.union([idShape('per'), idShape('org')])

const organisationShape = z.object({
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

const maskedAccountShape = z.object({ holderId: z.string(), accountName: z.string(), maskedNumber: z.string(), bankName: z.string() })
const relationShape = z.object({
  id: z.string(),
  kind: z.enum(RELATION_KINDS),
  from: organisationShape,
  to: organisationShape,
  note: z.string(),
  since: instantShape,
  state: z.enum(['declared', 'objected', 'confirmed', 'rejected', 'withdrawn', 'lapsed', 'ended']),
  /** The side that declared it; null when an officer did. Until it is confirmed it binds this side alone. */
  declaredFor: z.string().nullable(),
  /** When it lapses unless somebody answers. */
  answerBy: instantShape.nullable(),
  objection: z.string(),
  answerReason: z.string(),
  evidenceDocumentId: z.string().nullable(),
  endAsked: z.object({ for: z.string(), at: instantShape, reason: z.string() }).nullable(),
  /** What the asker may do with it now. */
  acts: z.array(z.enum(RELATION_ACTS)),
})
export type RelationView = z.infer<typeof relationShape>
const mandateShape = z.object({ id: z.string(), personId: z.string(), personName: bilingualShape, role: roleShape, since: instantShape })
const personShape = z.object({
  id: z.string(),
  name: bilingualShape,
  title: bilingualShape,
  organisations: z.array(z.object({ id: z.string(), name: bilingualShape, role: roleShape })),
})

const draftInput = { name: nameInput, creditCode: creditCodeInput, region: regionInput.optional(), legalNature: natureShape.optional() }
const DRAFT_REFUSALS = [
  'party.credit_code_length',
  'party.credit_code_sign',
  'party.credit_code_check',
  'party.region_unknown',
  'party.credit_code_taken.conflict',
] as const
const evidenceInput = z.object({ documentId: idShape('doc'), reason: z.string().trim().min(1).max(1000) })
const relationReason = z.string().trim().min(1).max(1000)
const ofRelation = z.object({ id: idShape('rel') })
const RELATION_REFUSALS = ['party.not_found', 'party.relation.forbidden', 'party.relation_state'] as const
const STATE_REFUSALS = ['party.not_found', 'party.clerk_only.forbidden', 'party.own_organisation.forbidden', 'party.state_does_not_allow'] as const
const tag = 'party'

export const partyContract = {
  me: query({ path: '/me', summary: 'Who I am on the market, with my roles', tag, access: 'signed-in' })
    .input(z.object({}))
    .output(
      z.object({
        person: z.object({ id: z.string(), name: bilingualShape, title: bilingualShape }).nullable(),
        mandates: z.array(z.object({ id: z.string(), role: roleShape, organisation: organisationShape.extend({ stateReason: z.string() }) })),
        payoutAccount: maskedAccountShape.nullable(),
      }),
    ),
  changeMyName: command({ path: '/me/name', summary: 'Correct my name and title', tag, access: 'signed-in', freshFactor: true, refusals: ['party.not_found'] })
    .input(z.object({ name: bilingualInput(80), title: z.object({ zh: z.string().trim().max(80), en: z.string().trim().max(80) }) }))
    .output(z.object({})),
  registerEnterprise: command({
    path: '/organisations/register',
    summary: 'Register my enterprise, broker or insurer and act for it',
    tag,
    access: 'signed-in',
    refusals: ['party.has_mandate', 'party.not_found', ...DRAFT_REFUSALS],
  })
    .input(z.object({ kind: z.enum(['enterprise', 'broker', 'insurer']).default('enterprise'), ...draftInput }))
    .output(z.object({ organisationId: z.string() })),
  resubmitOrganisation: command({
    path: '/organisations/{id}/resubmit',
    summary: 'Correct the details of a refused registration and send it again',
    tag,
    access: 'signed-in',
    refusals: ['party.not_found', 'party.state_does_not_allow', ...DRAFT_REFUSALS],
  })
    .input(z.object({ id: idShape('org'), ...draftInput }))
    .output(z.object({})),
  createOrganisation: command({ path: '/organisations', summary: 'Add an organisation of any kind', tag, access: ['admin'], refusals: DRAFT_REFUSALS })
    .input(z.object({ kind: kindShape, ...draftInput }))
    .output(z.object({ organisationId: z.string() })),
  verifyOrganisation: command({
    path: '/organisations/{id}/verify',
    summary: 'Confirm that the details agree with the register',
    tag,
    access: ['clerk'],
    refusals: STATE_REFUSALS,
  })
    .input(z.object({ id: idShape('org') }))
    .output(z.object({})),
  refuseOrganisation: command({
    path: '/organisations/{id}/refuse',
    summary: 'Refuse a registration with reasons',
    tag,
    access: ['clerk'],
    refusals: STATE_REFUSALS,
  })
    .input(z.object({ id: idShape('org'), reason: z.string().trim().min(1).max(1000) }))
    .output(z.object({})),
  suspendOrganisation: command({
    path: '/organisations/{id}/suspend',
    summary: 'Suspend an organisation: the roles in it rest',
    tag,
    access: ['clerk'],
    refusals: STATE_REFUSALS,
  })
    .input(z.object({ id: idShape('org'), reason: z.string().trim().min(1).max(1000) }))
    .output(z.object({})),
  reinstateOrganisation: command({ path: '/organisations/{id}/reinstate', summary: 'End a suspension', tag, access: ['clerk'], refusals: STATE_REFUSALS })
    .input(z.object({ id: idShape('org') }))
    .output(z.object({})),
  grantMandate: command({
    path: '/organisations/{organisationId}/mandates',
    summary: 'Give a person a role in an organisation',
    tag,
    access: ['admin', 'approver'],
    freshFactor: true,
    refusals: ['party.not_found', 'party.grant.forbidden', 'party.self_grant.forbidden', 'party.role_not_of_kind', 'party.has_role.conflict'],
  })
    .input(z.object({ organisationId: idShape('org'), personId: idShape('per'), role: roleShape }))
    .output(z.object({ mandateId: z.string() })),
  endMandate: command({
    path: '/mandates/{id}/end',
    summary: 'End a role',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: ['party.not_found', 'party.grant.forbidden', 'party.last_admin'],
  })
    .input(z.object({ id: idShape('man') }))
    .output(z.object({})),
  declareRelation: command({
    path: '/relations',
    summary: 'Declare that two organisations are related; binds the declaring side until the other one or an officer confirms',
    tag,
    access: 'signed-in',
    refusals: [
      'party.not_found',
      'party.relation.forbidden',
      'party.relation_to_itself',
      'party.relation_known.conflict',
      'party.relation_evidence_missing',
      'party.relation_rejected_before',
      'party.too_many_relations',
      'rulebook.calendar_not_covered',
    ],
  })
    .input(
      z.object({
        from: idShape('org'),
        to: idShape('org'),
        kind: z.enum(RELATION_KINDS),
        note: z.string().trim().max(500).default(''),
        /** From officers: what proves it. */
        evidence: evidenceInput.optional(),
      }),
    )
    .output(z.object({ relationId: z.string(), state: relationShape.shape.state })),
  confirmRelation: command({
    path: '/relations/{id}/confirm',
    summary: 'Confirm a declared relation, as the other side or as an officer with evidence; from then on it binds both',
    tag,
    access: 'signed-in',
    refusals: [...RELATION_REFUSALS, 'party.relation_evidence_missing'],
  })
    .input(ofRelation.extend({ evidence: evidenceInput.optional() }))
    .output(z.object({})),
  objectToRelation: command({
    path: '/relations/{id}/object',
    summary: 'Object to a relation that another organisation has declared; an officer decides',
    tag,
    access: 'signed-in',
    refusals: RELATION_REFUSALS,
  })
    .input(ofRelation.extend({ reason: relationReason }))
    .output(z.object({})),
  rejectRelation: command({ path: '/relations/{id}/reject', summary: 'Turn a declared relation down', tag, access: ['clerk'], refusals: RELATION_REFUSALS })
    .input(ofRelation.extend({ reason: relationReason }))
    .output(z.object({})),
  withdrawRelation: command({
    path: '/relations/{id}/withdraw',
    summary: 'Take back a declaration that nobody has confirmed',
    tag,
    access: 'signed-in',
    refusals: RELATION_REFUSALS,
  })
    .input(ofRelation)
    .output(z.object({})),
  askRelationEnd: command({
    path: '/relations/{id}/end-request',
    summary: 'Ask the officer to end a relation that binds',
    tag,
    access: 'signed-in',
    refusals: [...RELATION_REFUSALS, 'party.relation_end_asked.conflict'],
  })
    .input(ofRelation.extend({ reason: relationReason }))
    .output(z.object({})),
  endRelation: command({ path: '/relations/{id}/end', summary: 'Record that a relation has ended', tag, access: ['clerk'], refusals: RELATION_REFUSALS })
    .input(ofRelation.extend({ reason: relationReason }))
    .output(z.object({})),
  keepRelation: command({
    path: '/relations/{id}/keep',
    summary: 'Answer a request for the end: the relation stays',
    tag,
    access: ['clerk'],
    refusals: RELATION_REFUSALS,
  })
    .input(ofRelation.extend({ reason: relationReason }))
    .output(z.object({})),
  relationsWaiting: query({ path: '/relations-waiting', summary: 'Relations that wait for my answer, oldest first', tag, access: 'signed-in' })
    .input(z.object({ ...pageInput }))
    .output(pageOf(relationShape)),
  setPayoutAccount: command({
    path: '/payout-accounts/{holderId}',
    method: 'PUT',
    summary: 'Set the bank account that payouts go to',
    tag,
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
          .transform((text) => text.replaceAll(/[\s-]/gu, '').toUpperCase())
          .pipe(z.string().regex(/^[0-9A-Z]{8,34}$/)),
        bankName: z.string().trim().min(2).max(200),
        bankCode: z
          .string()
          .trim()
          .regex(/^(\d{12}|)$/)
          .default(''),
      }),
    )
    .output(z.object({ maskedNumber: z.string() })),
  payoutAccount: query({ path: '/payout-accounts/{holderId}', summary: 'The payout account, masked', tag, access: 'signed-in', refusals: ['party.not_found'] })
    .input(z.object({ holderId: holderShape }))
    .output(maskedAccountShape),
  searchOrganisations: query({ path: '/organisations', summary: 'Verified organisations by name or code', tag, access: 'public' })
    .input(z.object({ q: z.string().trim().max(100).optional(), kind: kindShape.optional(), ...pageInput }))
    .output(pageOf(organisationShape)),
  organisationById: query({ path: '/organisations/{id}', summary: 'Public facts of an organisation', tag, access: 'public', refusals: ['party.not_found'] })
    .input(z.object({ id: idShape('org') }))
    .output(organisationShape),
  organisationFile: query({
    path: '/organisations/{id}/file',
    summary: 'Roles and relations of an organisation, for its own people and the officers',
    tag,
    access: 'signed-in',
    refusals: ['party.not_found'],
  })
    .input(z.object({ id: idShape('org') }))
    .output(
      z.object({
        organisation: organisationShape.extend({ stateReason: z.string(), registeredAt: instantShape, decidedAt: instantShape.nullable() }),
        mandates: z.array(mandateShape),
        relations: z.array(relationShape),
        possibleRoles: z.array(roleShape),
        mayGovern: z.boolean(),
        mayDecide: z.boolean(),
      }),
    ),
  waiting: query({ path: '/organisations-waiting', summary: 'Registrations that wait for the clerk, oldest first', tag, access: ['clerk'] })
    .input(z.object({ ...pageInput }))
    .output(pageOf(organisationShape.extend({ registeredAt: instantShape }))),
  listOrganisations: query({ path: '/organisations-all', summary: 'Organisations in any state, for officers', tag, access: ['clerk', 'admin', 'regulator'] })
    .input(z.object({ q: z.string().trim().max(100).optional(), kind: kindShape.optional(), state: stateShape.optional(), ...pageInput }))
    .output(pageOf(organisationShape.extend({ registeredAt: instantShape }))),
  searchPersons: query({ path: '/persons', summary: 'People by name: all for administrators, own colleagues for others', tag, access: 'signed-in' })
    .input(z.object({ q: z.string().trim().max(80).optional(), ...pageInput }))
    .output(pageOf(personShape)),
  branches: query({ path: '/branches', summary: 'The provincial market and its city branches', tag, access: 'public' })
    .input(z.object({}))
    .output(z.object({ items: z.array(z.object({ id: z.string(), region: z.string(), name: bilingualShape, parentId: z.string().nullable() })) })),
}
