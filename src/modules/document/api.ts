/** Operations on documents. Files of up to 10 MiB go by `POST /documents` (multipart), which is a plain route. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { bilingualShape, idShape, instantOutput } from '#contract/shapes.ts'
import { BROUGHT_KINDS, DOCUMENT_KINDS, MAX_DOCUMENT_BYTES, MAX_NAME_LENGTH } from './core/kinds.ts'

const TAG = 'document'
const BASE64_LENGTH = Math.ceil(MAX_DOCUMENT_BYTES / 3) * 4

export const UPLOAD_REFUSALS = [
  'document.name_unsafe',
  'document.empty',
  'document.too_large',
  'document.type_not_accepted',
  'document.disguised',
  'document.forbidden',
  'document.account_full',
  'document.unattached_full',
  'document.organisation_full',
] as const

const roomShape = z.object({ usedBytes: z.number().int(), allowedBytes: z.number().int() })

export const documentShape = z.object({
  id: z.string(),
  subject: z.string().nullable(),
  kind: z.enum(DOCUMENT_KINDS),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  isPublic: z.boolean(),
  storedAt: instantOutput,
  storedByName: bilingualShape.nullable(),
  /** Where the bytes are. */
  href: z.string(),
})

export const documentContract = {
  upload: command({
    path: '/documents/inline',
    summary: 'Upload a small file as base64',
    tag: TAG,
    access: 'signed-in',
    refusals: UPLOAD_REFUSALS,
  })
    .input(
      z.object({
        name: z.string().min(1).max(MAX_NAME_LENGTH),
        kind: z.enum(BROUGHT_KINDS),
        /** The organisation the file belongs to; the first one of the log-in when it is left out. */
        organisationId: idShape('org').optional(),
        contentBase64: z.base64().min(1).max(BASE64_LENGTH),
      }),
    )
    .output(documentShape),
  get: query({ path: '/documents/{id}', summary: 'Particulars of a document', tag: TAG, access: 'public', refusals: ['document.not_found'] })
    .input(z.object({ id: idShape('doc') }))
    .output(documentShape),
  list: query({ path: '/documents', summary: 'Documents of a subject that the asker may read', tag: TAG, access: 'public' })
    .input(z.object({ subject: z.string().min(4).max(60) }))
    .output(z.object({ items: z.array(documentShape) })),
  usage: query({ path: '/documents-usage', summary: 'Room that my files take, and what is allowed', tag: TAG, access: 'signed-in' })
    .input(z.object({ organisationId: idShape('org').optional() }))
    .output(z.object({ account: roomShape, unattached: roomShape, organisation: roomShape.nullable() })),
  sweepPreview: query({
    path: '/documents-sweep',
    summary: 'What the next sweep would free: files that belong to nothing and are old enough',
    tag: TAG,
    access: ['admin'],
  })
    .input(z.object({}))
    .output(z.object({ before: instantOutput, count: z.number().int(), bytes: z.number().int() })),
}
