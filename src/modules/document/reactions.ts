/** The proof of a relation goes to both sides, a registration's licence to the clerk, a letter of authority to its organisation and the clerk. */
import { ok } from '#kernel/result.ts'
import { partyFacts } from '#modules/party/facts.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { documentById, link } from './doors.ts'
import { documentFacts } from './facts.ts'
import { insertLink, readDocument } from './store.ts'

/** What an officer brought to prove a relation: readable by the two sides and the officers, when it is the officer's own upload. */
const onRelationProved = reaction(partyFacts.relation_confirmed, 'document.relation_proved', async (act, { actor, subject, body }) => {
  const document = body.documentId === null ? null : await readDocument(act.tx, body.documentId)
  if (!document || document.ownerPersonId === null || document.ownerPersonId !== actor.personId) return ok(null)
  await link(act, document, { subject, audience: [body.from, body.to, 'role:clerk', 'role:regulator'] })
  return ok(null)
})

/** The applicant's licence stands beside the clerk's decision. Only a file of theirs: an id alone opens nobody else's. */
const onRegistered = reaction(partyFacts.organisation_registered, 'document.licence', async (act, { actor, subject, body }) => {
  const document = body.licenceDocumentId === undefined ? null : await documentById(act.tx, body.licenceDocumentId)
  if (!document || actor.personId === null || document.ownerPersonId !== actor.personId) return ok(null)
  if (document.links.some((known) => known.subject === subject)) return ok(null)
  await insertLink(act.tx, { documentId: document.id, subject, audience: [subject, 'role:clerk'], at: act.now })
  act.publish(documentFacts.linked, {
    subject: document.id,
    related: [subject],
    body: { documentId: document.id, subject, name: document.name, sha256: document.sha256 },
    visibleTo: [subject],
  })
  return ok(null)
})

/** A letter of authority is read by the organisation and by the clerk who may check it. */
const onAuthority = reaction(partyFacts.authority_filed, 'document.authority', async (act, { actor, subject, body }) => {
  const document = body.letterDocumentId === null ? null : await readDocument(act.tx, body.letterDocumentId)
  if (!document || document.ownerPersonId === null || document.ownerPersonId !== actor.personId) return ok(null)
  await link(act, document, { subject, audience: [body.organisationId, 'role:clerk', 'role:regulator'] })
  return ok(null)
})

/** The paper of a licence or certificate is read by its house and by the clerk who checks it. */
const onCredential = reaction(partyFacts.credential_filed, 'document.credential', async (act, { actor, subject, body }) => {
  const document = await readDocument(act.tx, body.paperDocumentId)
  if (!document || document.ownerPersonId === null || document.ownerPersonId !== actor.personId) return ok(null)
  await link(act, document, { subject, audience: [body.organisationId, 'role:clerk', 'role:regulator'] })
  return ok(null)
})

export const reactions: readonly Reaction[] = [onRelationProved, onRegistered, onAuthority, onCredential]
