/** What the module tells. What a business register shows of an organisation is public; of people only who is concerned reads. */
import { z } from 'zod'
import { factsOf, figure, flag, list, moment, text } from '#contract/fact.ts'

/** Facts about a legal person that any business register shows. */
const organisation = {
  organisationId: text,
  kind: text,
  nameZh: text,
  nameEn: text,
  creditCode: text,
  region: text.nullable(),
  legalNature: text.nullable(),
}
const reasoned = { ...organisation, reason: text.exactOptional() }
const person = { personId: text, nameZh: text, nameEn: text, titleZh: text, titleEn: text }
const mandate = { mandateId: text, personId: text, organisationId: text, role: text }

/** Addresses stay out of the log: only who asked whom into what. */
const invitation = {
  readers: 'named',
  body: { invitationId: text, organisationId: text, roles: list(text), isByOperator: flag, personId: text.exactOptional() },
} as const

/** Both sides read every step, so nobody is tied to another one without knowing. */
const relation = { relationId: text, from: text, to: text, kind: text, declaredFor: text.nullable() }
const answered = { readers: 'named', body: { ...relation, reason: text.nullable(), documentId: text.nullable() } } as const

/** Who may confirm for an organisation: people by their ids only. */
const authority = {
  authorityId: text,
  organisationId: text,
  personId: text,
  basis: text,
  matters: list(text),
  validFrom: moment,
  validUntil: moment.nullable(),
  letterDocumentId: text.nullable(),
}
/** What the business of an auction house shows of itself; people by their ids only. */
const credential = {
  credentialId: text,
  organisationId: text,
  kind: text,
  personId: text.nullable(),
  number: text,
  issuer: text,
  validFrom: moment,
  validUntil: moment,
  paperDocumentId: text,
}
const decidedCredential = { readers: 'named', body: { ...credential, reason: text } } as const

const decided = { readers: 'named', body: { ...authority, reason: text } } as const

export const partyFacts = factsOf('party', {
  organisation_registered: { readers: 'named', body: { ...organisation, licenceDocumentId: text.exactOptional() } },
  organisation_verified: { readers: 'public', body: reasoned },
  /** A refusal concerns the applicant alone. */
  organisation_refused: { readers: 'named', body: reasoned },
  organisation_suspended: { readers: 'public', body: reasoned },
  organisation_reinstated: { readers: 'public', body: reasoned },
  market_founded: { readers: 'public', body: { organisationId: text, nameZh: text, nameEn: text, branches: figure } },
  credit_code_accepted: { readers: 'named', body: { creditCode: text, reason: text } },
  person_added: { readers: 'named', body: { ...person, userId: text } },
  person_changed: { readers: 'named', body: person },
  /** The name gives way to a word: what others keep of the person says that word from now on. */
  person_erased: { readers: 'named', body: person, isUntold: true },
  name_verified: { readers: 'named', body: { personId: text, nameZh: text, nameEn: text, reason: text } },
  mandate_granted: { readers: 'named', body: mandate },
  mandate_ended: { readers: 'named', body: mandate },
  invitation_sent: invitation,
  invitation_accepted: invitation,
  invitation_withdrawn: invitation,
  invitation_expired: invitation,
  relation_declared: { readers: 'named', body: { ...relation, answerBy: text.nullable() } },
  relation_confirmed: answered,
  relation_objected: answered,
  relation_rejected: answered,
  relation_withdrawn: answered,
  relation_ended: answered,
  relation_end_asked: { readers: 'named', body: { ...relation, askedFor: text.nullable(), reason: text } },
  relation_kept: { readers: 'named', body: { ...relation, reason: text } },
  relation_lapsed: { readers: 'named', body: relation },
  particulars_set: { readers: 'named', body: { organisationId: text, address: text, representative: text } },
  authority_filed: { readers: 'named', body: authority },
  /** Taken over as it stood elsewhere. */
  authority_laid: { readers: 'named', body: authority, isUntold: true },
  authority_confirmed: decided,
  authority_refused: decided,
  authority_revoked: decided,
  credential_filed: { readers: 'named', body: credential },
  credential_confirmed: decidedCredential,
  credential_refused: decidedCredential,
  credential_revoked: decidedCredential,
  /** Beside a confirmation: by which authority it was given, under which edition of the agreement. */
  authority_used: {
    readers: 'named',
    isUntold: true,
    body: { authorityId: text, personId: text.nullable(), organisationId: text, matter: text, edition: text },
  },
  confirmation_agreed: { readers: 'named', body: { organisationId: text, edition: text, personId: text, authorityId: text } },
  payout_account_set: {
    readers: 'named',
    body: { accountId: text, holderId: text, accountName: text, bankName: text, bankCode: text, numberDigest: text },
  },
  /** Told inside the database by a trigger on the tables of the account library: a salted digest, from which nothing can be guessed. */
  account_changed: { readers: 'named', body: { row: text, salt: text, digest: z.string().nullable() } },
})
