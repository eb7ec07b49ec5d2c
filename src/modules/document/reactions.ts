/** A certified notice gets its certificate as a paper that anybody may download; the proof of a relation goes to both sides, a registration's licence to the clerk. */
import { ok } from '#kernel/result.ts'
import { noticeFacts } from '#modules/notice/facts.ts'
import { partyFacts } from '#modules/party/facts.ts'
import { organisationById } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { documentById, keepPaper, link } from './doors.ts'
import { documentFacts } from './facts.ts'
import { renderNoticeCertificate } from './render.ts'
import { insertLink, readDocument, readDocumentsOf } from './store.ts'

const KIND_LABELS: Readonly<Record<string, string>> = {
  listing: '挂牌公告',
  result: '成交结果公示',
  distribution: '收益分配公示',
  negotiated_price: '协议定价公示',
}

/** What an officer brought to prove a relation: readable by the two sides and the officers, when it is the officer's own upload. */
const onRelationProved = reaction(partyFacts.relation_confirmed, 'document.relation_proved', async (act, { actor, subject, body }) => {
  const document = body.documentId === null ? null : await readDocument(act.tx, body.documentId)
  if (!document || document.ownerPersonId === null || document.ownerPersonId !== actor.personId) return ok(null)
  await link(act, document, { subject, audience: [body.from, body.to, 'role:clerk', 'role:regulator'] })
  return ok(null)
})

const onCertified = reaction(noticeFacts.certified, 'document.notice_certified', async (act, { at, subject, body }) => {
  const already = await readDocumentsOf(act.tx, subject)
  if (already.some((document) => document.kind === 'notice_certificate')) return ok(null)
  const publisher = await organisationById(act.tx, body.ownerOrganisationId)
  const rules = await rulesAt(act.tx, body.opensAt)
  const paper = renderNoticeCertificate({
    number: subject,
    kindLabel: KIND_LABELS[body.kind] ?? '公示',
    title: body.titleZh,
    publisher: publisher?.name.zh ?? '',
    openedAt: body.opensAt,
    closedAt: body.closedAt,
    objectionCount: body.objections,
    ruleSource: rules.cite(body.ruleKey).source,
    issuedAt: at,
  })
  if (!paper.ok) return paper
  await keepPaper(act, {
    subject,
    kind: 'notice_certificate',
    name: `公示证明-${body.titleZh.slice(0, 60).replace(/[\\/]/g, ' ')}.pdf`,
    bytes: paper.value,
    mediaType: 'application/pdf',
    visibleTo: 'public',
  })
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

export const reactions: readonly Reaction[] = [onRelationProved, onCertified, onRegistered]
