/** Which files the market takes, and what proves that a file is what its name says. */
import { ok, refuse, type Result } from '#kernel/result.ts'

/** Papers that the market itself makes. */
export const MADE_KINDS = [
  'contract',
  'sale_confirmation',
  'notice_certificate',
  'distribution_plan',
  'auction_record',
  'signing_page',
  'session_catalogue',
  'session_results',
] as const
/** Files that people bring. */
export const BROUGHT_KINDS = ['handover', 'voucher', 'proof', 'other'] as const
export const DOCUMENT_KINDS = [...MADE_KINDS, ...BROUGHT_KINDS] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export type BroughtKind = (typeof BROUGHT_KINDS)[number]

export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024
export const MAX_NAME_LENGTH = 200

interface FileType {
  readonly extensions: readonly string[]
  readonly mediaType: string
}

const FILE_TYPES: readonly FileType[] = [
  { extensions: ['pdf'], mediaType: 'application/pdf' },
  { extensions: ['png'], mediaType: 'image/png' },
  { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
  { extensions: ['docx'], mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { extensions: ['xlsx'], mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  { extensions: ['txt'], mediaType: 'text/plain' },
  { extensions: ['csv'], mediaType: 'text/csv' },
]
export const ACCEPTED_EXTENSIONS = FILE_TYPES.flatMap((type) => type.extensions)

export interface Upload {
  readonly name: string
  readonly size: number
  /** What the first bytes say; null when they carry no known mark, as plain text does. */
  readonly detectedMediaType: string | null
  /** Every byte of the file belongs to a readable text in UTF-8 or GB 18030. */
  readonly isText: boolean
}

const extensionOf = (name: string): string => /\.([0-9A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

const UNSAFE_IN_NAMES = /[\u0000-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2066-\u2069\\/]/u

/** The media type to store and serve, or why the file is not taken. The type a client claims is never asked for. */
export const acceptUpload = (upload: Upload): Result<{ readonly mediaType: string; readonly name: string }> => {
  const name = upload.name.trim().normalize('NFC')
  if (name === '' || name.length > MAX_NAME_LENGTH || UNSAFE_IN_NAMES.test(name)) return refuse('document.name_unsafe', {}, { field: 'name' })
  if (upload.size === 0) return refuse('document.empty', {}, { field: 'file' })
  if (upload.size > MAX_DOCUMENT_BYTES) return refuse('document.too_large', { maxMiB: MAX_DOCUMENT_BYTES / 1024 / 1024 }, { field: 'file' })
  const extension = extensionOf(name)
  const type = FILE_TYPES.find((candidate) => candidate.extensions.includes(extension))
  if (!type) return refuse('document.type_not_accepted', { extension, accepted: ACCEPTED_EXTENSIONS.join(', ') }, { field: 'file' })
  const isPlain = type.mediaType.startsWith('text/')
  const isGenuine = isPlain ? upload.detectedMediaType === null && upload.isText : upload.detectedMediaType === type.mediaType
  if (!isGenuine)
    return refuse('document.disguised', { extension, detected: upload.detectedMediaType ?? (upload.isText ? 'text/plain' : 'unknown') }, { field: 'file' })
  return ok({ mediaType: type.mediaType, name })
}

/** RFC 6266 and RFC 8187: always a download, with a name in any script. */
export const attachmentHeader = (name: string): string => {
  const plain = name.replace(/[^\u0020-\u007E]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
