import { actsFor } from '#kernel/actor.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { documentContract } from './api.ts'
import { acceptUpload, type BroughtKind } from './core/kinds.ts'
import { keepUpload } from './doors.ts'
import { checkQuota } from './sweeping.ts'
import { examine } from './sniff.ts'
import type { StoredDocument } from './store.ts'

export interface NewUpload {
  readonly name: string
  readonly kind: BroughtKind
  readonly organisationId: string | undefined
  readonly bytes: Uint8Array
}

/** The shape of a document that was just brought. */
export const uploadedShape = (stored: Omit<StoredDocument, 'links'>) => ({
  id: stored.id,
  subject: null,
  kind: stored.kind,
  name: stored.name,
  mediaType: stored.mediaType,
  size: stored.size,
  sha256: stored.sha256,
  isPublic: false,
  storedAt: toIso(stored.storedAt),
  storedByName: null,
  href: `/api/v1/documents/${stored.id}/content`,
})

export const takeUpload = async (act: Act, upload: NewUpload): Promise<Result<ReturnType<typeof uploadedShape>>> => {
  if (upload.organisationId !== undefined && !actsFor(act.actor, upload.organisationId)) return refuse('document.forbidden', {}, { field: 'organisationId' })
  const accepted = acceptUpload(await examine(upload.name, upload.bytes))
  if (!accepted.ok) return accepted
  const organisationId = upload.organisationId ?? act.actor.mandates[0]?.organisationId ?? null
  const fits = await checkQuota(act, { size: upload.bytes.length, organisationId })
  if (!fits.ok) return fits
  const stored = await keepUpload(act, { ...accepted.value, kind: upload.kind, bytes: upload.bytes }, organisationId)
  return ok(uploadedShape(stored))
}

export const commands: Commands<typeof documentContract, 'upload'> = {
  upload: (act, { contentBase64, ...upload }) =>
    takeUpload(act, {
      name: upload.name,
      kind: upload.kind,
      organisationId: upload.organisationId,
      bytes: new Uint8Array(Buffer.from(contentBase64, 'base64')),
    }),
}
