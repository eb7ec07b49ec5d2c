/** What other modules call to keep, link and read documents. */
import { createHash } from 'node:crypto'
import { actorIdOf, actsFor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { print } from '#platform/paper/press.ts'
import type { Paper } from '#platform/paper/sheet.ts'
import type { DocumentKind } from './core/kinds.ts'
import type { Audience } from './core/permit.ts'
import { documentFacts } from './facts.ts'
import { fileStore } from './files.ts'
import { lockName } from './quota-store.ts'
import { planSweep } from './sweeping.ts'
import { insertFile, insertLink, readDocument, readDocuments, readDocumentsOf, type StoredDocument } from './store.ts'

export interface NewDocument {
  readonly subject: string
  readonly kind: DocumentKind
  readonly name: string
  readonly bytes: Uint8Array
  readonly mediaType: string
  /** `'public'`, or ids of persons and organisations and whole roles as `role:clerk`. */
  readonly visibleTo: 'public' | readonly string[]
}

const audienceOf = (visibleTo: NewDocument['visibleTo']): Audience => (visibleTo === 'public' ? null : visibleTo)

/** Facts are read by persons and organisations only: a role in an audience opens the paper, not the log's entry. */
export const factReaders = (audience: Audience): 'public' | readonly string[] => audience?.filter((member) => !member.startsWith('role:')) ?? 'public'

/** Writes the bytes before the commit: a transaction that fails leaves bytes that nobody points to, never a pointer without bytes. */
const keep = async (act: Act, document: Omit<NewDocument, 'subject' | 'visibleTo'>, owner: { readonly organisationId: string | null }) => {
  await lockName(act.tx, createHash('sha256').update(document.bytes).digest('hex'))
  const { sha256, size } = await fileStore().put(document.bytes)
  const stored = {
    id: act.newId('doc'),
    kind: document.kind,
    name: document.name,
    mediaType: document.mediaType,
    size,
    sha256,
    ownerPersonId: act.actor.personId,
    ownerOrganisationId: owner.organisationId,
    storedAt: act.now,
  }
  await insertFile(act.tx, stored)
  return stored
}

const publishStored = (act: Act, stored: Omit<StoredDocument, 'links'>, subject: string, audience: Audience): void =>
  act.publish(documentFacts.stored, {
    subject: stored.id,
    related: [subject],
    body: { documentId: stored.id, subject, kind: stored.kind, name: stored.name, size: stored.size, sha256: stored.sha256 },
    visibleTo: factReaders(audience),
  })

export interface PaperMade {
  readonly documentId: string
  readonly sha256: string
}

/** Keeps a paper that the market made. Returns its id and the digest of its bytes. */
export const keepPaper = async (act: Act, document: NewDocument): Promise<PaperMade> => {
  const audience = audienceOf(document.visibleTo)
  const stored = await keep(act, document, { organisationId: null })
  await insertLink(act.tx, { documentId: stored.id, subject: document.subject, audience, at: act.now })
  publishStored(act, stored, document.subject, audience)
  return { documentId: stored.id, sha256: stored.sha256 }
}

/** How many of the signs that no font has are named to whoever must mend the text. */
const NAMED_SIGNS = 20

/** Prints a paper and keeps it. */
export const printPaper = async (
  act: Act,
  { paper, ...document }: Omit<NewDocument, 'bytes' | 'mediaType'> & { readonly paper: Paper },
): Promise<Result<PaperMade>> => {
  const printed = print(paper)
  if (!printed.ok) return refuse('document.glyph_missing', { characters: printed.undrawable.slice(0, NAMED_SIGNS).join(' ') })
  return ok(await keepPaper(act, { ...document, bytes: printed.bytes, mediaType: 'application/pdf' }))
}

/** Keeps a file that somebody brought: readable by its owners until it is linked to a subject. */
export const keepUpload = async (
  act: Act,
  document: Omit<NewDocument, 'subject' | 'visibleTo'>,
  organisationId: string | null,
): Promise<Omit<StoredDocument, 'links'>> => {
  const stored = await keep(act, document, { organisationId })
  const owners = [act.actor.personId, organisationId].filter((id) => id !== null)
  publishStored(act, stored, organisationId ?? actorIdOf(act.actor), owners)
  await planSweep(act, stored.id)
  return stored
}

interface Link {
  readonly documentIds: readonly string[]
  readonly subject: string
  readonly visibleTo: NewDocument['visibleTo']
  /** Input field the ids came from, for refusals. */
  readonly field: string
}

/** Links uploaded files to a subject, for its readers. Refuses files that are not the actor's or their organisation's. */
export const linkDocuments = async (act: Act, { documentIds, subject, visibleTo, field }: Link): Promise<Result<readonly StoredDocument[]>> => {
  const ids = [...new Set(documentIds)]
  const documents = await readDocuments(act.tx, ids)
  const isMine = (document: StoredDocument) =>
    document.ownerPersonId === act.actor.personId || (document.ownerOrganisationId !== null && actsFor(act.actor, document.ownerOrganisationId))
  if (documents.length !== ids.length || !documents.every(isMine)) return refuse('document.not_yours', {}, { field })
  for (const document of documents) await link(act, document, { subject, audience: audienceOf(visibleTo) })
  return ok(documents)
}

/** Once per document and subject. */
export const link = async (act: Act, document: StoredDocument, { subject, audience }: { readonly subject: string; readonly audience: Audience }) => {
  if (document.links.some((known) => known.subject === subject)) return
  await insertLink(act.tx, { documentId: document.id, subject, audience, at: act.now })
  act.publish(documentFacts.linked, {
    subject: document.id,
    related: [subject],
    body: { documentId: document.id, subject, name: document.name, sha256: document.sha256 },
    visibleTo: factReaders(audience),
  })
}

export const documentsOf = (reader: Reader, subject: string): Promise<readonly StoredDocument[]> => readDocumentsOf(reader, subject)
export const documentById = (reader: Reader, id: string): Promise<StoredDocument | null> => readDocument(reader, id)
