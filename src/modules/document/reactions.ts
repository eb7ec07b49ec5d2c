/** A certified notice gets its certificate as a paper that anybody may download; the proof of a relation goes to both sides, a registration's licence to the clerk. */
import { parseInstant, type Instant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { organisationById } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { documentById, keepPaper, link } from './doors.ts'
import { renderNoticeCertificate } from './render.ts'
import { insertLink, readDocument, readDocumentsOf } from './store.ts'

const KIND_LABELS: Readonly<Record<string, string>> = {
  listing: '挂牌公告',
  result: '成交结果公示',
  distribution: '收益分配公示',
  negotiated_price: '协议定价公示',
}

const words = (fact: Fact, key: string): string => {
  const value = fact.body[key]
  return typeof value === 'string' ? value : ''
}
const instantOf = (fact: Fact, key: string): Instant => {
  const text = words(fact, key)
  return text === '' ? fact.at : parseInstant(text)
}

/** What an officer brought to prove a relation: readable by the two sides and the officers, when it is the officer's own upload. */
const onRelationProved: Reaction['handle'] = async (act, fact) => {
  const documentId = words(fact, 'documentId')
  const document = documentId === '' ? null : await readDocument(act.tx, documentId)
  if (!document || document.ownerPersonId === null || document.ownerPersonId !== fact.actor.personId) return ok(null)
  await link(act, document, { subject: fact.subject, audience: [words(fact, 'from'), words(fact, 'to'), 'role:clerk', 'role:regulator'] })
  return ok(null)
}

export const reactions: readonly Reaction[] = [
  { on: 'party.relation_confirmed', name: 'document.relation_proved', handle: onRelationProved },
  {
    on: 'notice.certified',
    name: 'document.notice_certified',
    handle: async (act, fact) => {
      const already = await readDocumentsOf(act.tx, fact.subject)
      if (already.some((document) => document.kind === 'notice_certificate')) return ok(null)
      const publisher = await organisationById(act.tx, words(fact, 'ownerOrganisationId'))
      const rules = await rulesAt(act.tx, instantOf(fact, 'opensAt'))
      const objections = fact.body['objections']
      const title = words(fact, 'titleZh')
      const paper = renderNoticeCertificate({
        number: fact.subject,
        kindLabel: KIND_LABELS[words(fact, 'kind')] ?? '公示',
        title,
        publisher: publisher?.name.zh ?? '',
        openedAt: instantOf(fact, 'opensAt'),
        closedAt: instantOf(fact, 'closedAt'),
        objectionCount: typeof objections === 'number' ? objections : 0,
        ruleSource: rules.cite(words(fact, 'ruleKey')).source,
        issuedAt: fact.at,
      })
      if (!paper.ok) return paper
      await keepPaper(act, {
        subject: fact.subject,
        kind: 'notice_certificate',
        name: `公示证明-${title.slice(0, 60).replace(/[\\/]/g, ' ')}.pdf`,
        bytes: paper.value,
        mediaType: 'application/pdf',
        visibleTo: 'public',
      })
      return ok(null)
    },
  },
  {
    // The applicant's licence stands beside the clerk's decision. Only a file of theirs: an id alone opens nobody else's.
    on: 'party.organisation_registered',
    name: 'document.licence',
    handle: async (act, fact) => {
      const documentId = words(fact, 'licenceDocumentId')
      const document = documentId === '' ? null : await documentById(act.tx, documentId)
      const isTheirs = document !== null && fact.actor.personId !== null && document.ownerPersonId === fact.actor.personId
      if (!isTheirs || document.links.some(({ subject }) => subject === fact.subject)) return ok(null)
      await insertLink(act.tx, { documentId, subject: fact.subject, audience: [fact.subject, 'role:clerk'], at: act.now })
      act.publish({
        type: 'document.linked',
        subject: documentId,
        related: [fact.subject],
        body: { documentId, subject: fact.subject, name: document.name, sha256: document.sha256 },
        visibleTo: [fact.subject],
      })
      return ok(null)
    },
  },
]
