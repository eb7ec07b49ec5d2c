import { actsFor, type Actor } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import { personsByIds } from '#modules/party/index.ts'
import type { Queries } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { documentContract } from './api.ts'
import { mayRead } from './core/permit.ts'
import type { Room } from './core/quota.ts'
import { sweepable } from './quota-store.ts'
import { roomsOf, sweepBefore } from './sweeping.ts'
import { readDocument, readDocumentsOf, type StoredDocument } from './store.ts'

const owners = (document: StoredDocument): readonly string[] => [document.ownerPersonId, document.ownerOrganisationId].filter((id) => id !== null)

/** Owners always; otherwise by the audience of a link. */
export const isReadable = (actor: Actor, document: StoredDocument, subject?: string): boolean =>
  mayRead(actor, owners(document)) || document.links.some((link) => (subject === undefined || link.subject === subject) && mayRead(actor, link.audience))

const shapesOf = async (reader: Reader, documents: readonly StoredDocument[], subject?: string) => {
  const persons = await personsByIds(
    reader,
    documents.flatMap((document) => document.ownerPersonId ?? []),
  )
  return documents.map((document) => ({
    id: document.id,
    subject: subject ?? document.links[0]?.subject ?? null,
    kind: document.kind,
    name: document.name,
    mediaType: document.mediaType,
    size: document.size,
    sha256: document.sha256,
    isPublic: document.links.some((link) => link.audience === null),
    storedAt: document.storedAt,
    storedByName: persons.get(document.ownerPersonId ?? '')?.name ?? null,
    href: `/api/v1/documents/${document.id}/content`,
  }))
}

export const queries: Queries<typeof documentContract, 'get' | 'list' | 'usage' | 'sweepPreview'> = {
  usage: async (view, input) => {
    const organisationId = input.organisationId ?? view.actor.mandates[0]?.organisationId ?? null
    const rooms = await roomsOf(view, organisationId !== null && actsFor(view.actor, organisationId) ? organisationId : null)
    const shape = (room: Room) => ({ usedBytes: room.used, allowedBytes: room.allowed })
    return ok({ account: shape(rooms.account), unattached: shape(rooms.unattached), organisation: rooms.organisation && shape(rooms.organisation) })
  },
  sweepPreview: async (view) => {
    const before = await sweepBefore(view.reader, view.now)
    return ok({ before, ...(await sweepable(view.reader, before)) })
  },
  get: async (view, { id }) => {
    const document = await readDocument(view.reader, id)
    if (!document || !isReadable(view.actor, document)) return refuse('document.not_found')
    const [shape] = await shapesOf(view.reader, [document])
    return shape ? ok(shape) : refuse('document.not_found')
  },
  list: async (view, { subject }) => {
    const documents = await readDocumentsOf(view.reader, subject)
    return ok({
      items: await shapesOf(
        view.reader,
        documents.filter((document) => isReadable(view.actor, document, subject)),
        subject,
      ),
    })
  },
}
