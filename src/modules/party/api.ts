/** Operations on people, organisations and their roles. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { ORGANISATION_ACTS } from './core/acts.ts'
import { RELATION_KINDS } from './core/relation.ts'
import { authorityContract } from './api-authority.ts'
import { credentialContract } from './api-credentials.ts'
import {
  roleShape,
  addedKindShape,
  kindShape,
  stateShape,
  creditCodeInput,
  addressInput,
  personNameInput,
  reasonInput,
  tokenInput,
  organisationShape,
  maskedAccountShape,
  relationShape,
  mandateShape,
  invitationShape,
  offeredShape,
  personShape,
  handlingShape,
  draftInput,
  licenceInput,
  DRAFT_REFUSALS,
  evidenceInput,
  relationReason,
  ofRelation,
  RELATION_REFUSALS,
  STATE_REFUSALS,
  VERIFY_REFUSALS,
  particularsContract,
  particularsShape,
} from './api-shapes.ts'

export { SIGNING_REFUSALS } from './api-authority.ts'
export { addressInput, foundingInput, type FoundingInput, type OrganisationView, type RelationView } from './api-shapes.ts'

const tag = 'party'

export const partyContract = {
  me: query({ path: '/me', summary: 'Who I am on the market, with my roles', tag, access: 'signed-in' })
    .input(z.object({}))
    .output(
      z.object({
        person: z.object({ id: z.string(), name: bilingualShape, title: bilingualShape, isNameVerified: z.boolean() }).nullable(),
        mandates: z.array(z.object({ id: z.string(), role: roleShape, organisation: organisationShape.extend({ stateReason: z.string(), ...handlingShape }) })),
        /** Organisations whose suspension or closing lets the asker's roles rest. */
        resting: z.array(z.object({ name: bilingualShape, state: stateShape, stateReason: z.string() })),
        payoutAccount: maskedAccountShape.nullable(),
      }),
    ),
  changeMyName: command({
    path: '/me/name',
    summary: 'Correct my name and title',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: ['party.not_found', 'party.name_verified'],
  })
    .input(z.object({ name: personNameInput, title: z.object({ zh: z.string().trim().max(80), en: z.string().trim().max(80) }) }))
    .output(z.object({})),
  registerEnterprise: command({
    path: '/organisations/register',
    summary: 'Register my enterprise, broker or insurer and act for it',
    tag,
    access: 'signed-in',
    refusals: ['party.has_mandate', 'party.not_found', ...DRAFT_REFUSALS],
  })
    .input(z.object({ kind: z.enum(['enterprise', 'broker', 'insurer']).default('enterprise'), ...draftInput, ...licenceInput }))
    .output(z.object({ organisationId: z.string() })),
  resubmitOrganisation: command({
    path: '/organisations/{id}/resubmit',
    summary: 'Correct the details of a refused registration and send it again',
    tag,
    access: 'signed-in',
    refusals: ['party.not_found', 'party.state_does_not_allow', ...DRAFT_REFUSALS],
  })
    .input(z.object({ id: idShape('org'), ...draftInput, ...licenceInput }))
    .output(z.object({})),
  createOrganisation: command({ path: '/organisations', summary: 'Add an organisation of any kind', tag, access: ['admin'], refusals: DRAFT_REFUSALS })
    .input(z.object({ kind: addedKindShape, ...draftInput }))
    .output(z.object({ organisationId: z.string() })),
  verifyOrganisation: command({
    path: '/organisations/{id}/verify',
    summary: 'Confirm that the details agree with the register',
    tag,
    access: ['clerk'],
    refusals: VERIFY_REFUSALS,
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
  relations: {
    waiting: query({
      path: '/relations-waiting',
      summary: 'Relations that wait for my answer, oldest first',
      tag,
      wireName: 'relationsWaiting',
      access: 'signed-in',
    })
      .input(z.object({ ...pageInput }))
      .output(pageOf(relationShape)),
  },
  ...particularsContract,
  ...authorityContract,
  ...credentialContract,
  list: query({ path: '/organisations', summary: 'Verified organisations by name or code', tag, wireName: 'searchOrganisations', access: 'public' })
    .input(z.object({ q: z.string().trim().max(100).optional(), kind: kindShape.optional(), ...pageInput }))
    .output(pageOf(organisationShape)),
  get: query({
    path: '/organisations/{id}',
    summary: 'Public facts of an organisation',
    tag,
    wireName: 'organisationById',
    access: 'public',
    refusals: ['party.not_found'],
  })
    .input(z.object({ id: idShape('org') }))
    .output(organisationShape),
  file: query({
    path: '/organisations/{id}/file',
    summary: 'Roles and relations of an organisation, for its own people and the officers',
    tag,
    wireName: 'organisationFile',
    access: 'signed-in',
    refusals: ['party.not_found'],
  })
    .input(z.object({ id: idShape('org') }))
    .output(
      z.object({
        organisation: organisationShape.extend({
          stateReason: z.string(),
          registeredAt: instantOutput,
          decidedAt: instantOutput.nullable(),
          /** Why an officer took a code by hand; null for a code that fits. */
          codeReason: z.string().nullable(),
          ...handlingShape,
        }),
        mandates: z.array(mandateShape),
        /** Open ones; only for those who may invite. */
        invitations: z.array(invitationShape),
        /** Roles that the asker may give by invitation. */
        rolesToGive: z.array(roleShape),
        mayVerifyNames: z.boolean(),
        relations: z.array(relationShape),
        possibleRoles: z.array(roleShape),
        mayGovern: z.boolean(),
        particulars: particularsShape,
        maySetParticulars: z.boolean(),
        /** What concerns the asker now. */
        acts: actsShape(ORGANISATION_ACTS),
      }),
    ),
  waiting: query({ path: '/organisations-waiting', summary: 'Registrations that wait for the clerk, oldest first', tag, access: ['clerk'] })
    .input(z.object({ ...pageInput }))
    .output(pageOf(organisationShape.extend({ registeredAt: instantOutput, decideBy: instantOutput.nullable() }))),
  register: {
    list: query({
      path: '/organisations-all',
      summary: 'Organisations in any state, for officers',
      tag,
      wireName: 'listOrganisations',
      access: ['clerk', 'admin', 'regulator'],
    })
      .input(z.object({ q: z.string().trim().max(100).optional(), kind: kindShape.optional(), state: stateShape.optional(), ...pageInput }))
      .output(pageOf(organisationShape.extend({ registeredAt: instantOutput, decideBy: instantOutput.nullable() }))),
  },
  persons: {
    list: query({
      path: '/persons',
      summary: 'People by name: all for administrators, own colleagues for others',
      tag,
      wireName: 'searchPersons',
      access: 'signed-in',
    })
      .input(z.object({ q: z.string().trim().max(80).optional(), ...pageInput }))
      .output(pageOf(personShape)),
  },
  invite: command({
    path: '/organisations/{organisationId}/invitations',
    summary: 'Invite somebody by mail to act for an organisation',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: [
      'party.not_found',
      'party.grant.forbidden',
      'party.self_grant.forbidden',
      'party.role_not_of_kind',
      'party.invitation_unverified',
      'party.invitation_open.conflict',
      'party.invitation_too_many_open',
      'party.invitation_too_many_a_day',
    ],
  })
    .input(
      z.object({
        organisationId: idShape('org'),
        address: addressInput,
        roles: z.array(roleShape).min(1).max(5),
        lang: z.enum(['zh', 'en']).default('zh'),
        /** Where the inviter knows it: counts as verified once the invitation is accepted. */
        name: personNameInput.optional(),
      }),
    )
    .output(z.object({ invitationId: z.string(), expiresAt: instantOutput })),
  resendInvitation: command({
    path: '/organisations/{organisationId}/invitations/{id}/resend',
    summary: 'Send an invitation again, with a new link',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: ['party.not_found', 'party.grant.forbidden', 'party.invitation_gone', 'party.invitation_sent_often', 'party.invitation_too_many_a_day'],
  })
    .input(z.object({ organisationId: idShape('org'), id: idShape('inv') }))
    .output(z.object({ expiresAt: instantOutput })),
  withdrawInvitation: command({
    path: '/organisations/{organisationId}/invitations/{id}/withdraw',
    summary: 'Withdraw an invitation: its link opens nothing any more',
    tag,
    access: 'signed-in',
    refusals: ['party.not_found', 'party.grant.forbidden', 'party.invitation_gone'],
  })
    .input(z.object({ organisationId: idShape('org'), id: idShape('inv') }))
    .output(z.object({})),
  acceptInvitation: command({
    path: '/invitations/accept',
    summary: 'Take the roles of an invitation, with the account of the address it was sent to',
    tag,
    access: 'signed-in',
    refusals: ['party.invitation_gone', 'party.invitation_other_address', 'party.self_grant.forbidden', 'party.state_does_not_allow'],
  })
    .input(z.object({ token: tokenInput }))
    .output(z.object({ organisationId: z.string() })),
  invitations: {
    get: query({
      path: '/invitations/open',
      summary: 'What an invitation offers, for whoever has its link',
      tag,
      wireName: 'invitation',
      access: 'public',
      refusals: ['party.invitation_gone'],
    })
      .input(z.object({ token: tokenInput }))
      .output(offeredShape),
  },
  acceptCreditCode: command({
    path: '/credit-codes',
    summary: 'Take a credit code by hand whose check sign or category does not fit, after seeing the paper',
    tag,
    access: ['clerk'],
    freshFactor: true,
    refusals: [
      'party.credit_code_length',
      'party.credit_code_sign',
      'party.credit_code_personal',
      'party.credit_code_fits',
      'party.region_unknown',
      'party.code_accepted.conflict',
    ],
  })
    .input(z.object({ creditCode: creditCodeInput, reason: reasonInput }))
    .output(z.object({ creditCode: z.string() })),
  verifyName: command({
    path: '/persons/{personId}/name',
    summary: 'Record the name of a person as it stands in a paper that was shown',
    tag,
    access: 'signed-in',
    freshFactor: true,
    refusals: ['party.not_found', 'party.name.forbidden', 'party.own_name.forbidden'],
  })
    .input(z.object({ personId: idShape('per'), name: personNameInput, reason: reasonInput }))
    .output(z.object({})),
  unverifiedNames: query({
    path: '/persons-unverified',
    summary: 'Which of these people, and of those who act for these organisations, go by a name that nobody has verified',
    tag,
    access: 'signed-in',
  })
    .input(z.object({ personIds: z.array(idShape('per')).max(100).default([]), organisationIds: z.array(idShape('org')).max(100).default([]) }))
    .output(z.object({ personIds: z.array(z.string()), organisationIds: z.array(z.string()) })),
  branches: {
    list: query({ path: '/branches', summary: 'The provincial market and its city branches', tag, wireName: 'branches', access: 'public' })
      .input(z.object({}))
      .output(z.object({ items: z.array(z.object({ id: z.string(), region: z.string(), name: bilingualShape, parentId: z.string().nullable() })) })),
  },
}
