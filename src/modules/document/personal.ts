/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'documents',
    title: { zh: '上传的文件', en: 'Files uploaded' },
    columns: ['document.file.owner_person_id'],
    sql: `select id, kind, name as title, sha256, stored_at as at from document.file where owner_person_id = $1 order by stored_at`,
    fields: { id: FIELD.id, kind: FIELD.kind, title: FIELD.title, sha256: { zh: '文件摘要', en: 'Digest of the file' }, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
