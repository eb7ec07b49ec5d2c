/** What the module tells. Only the catalogue entry is public; the way there is the institution's and the completers' own. */
import type { Json } from '#kernel/canonical-json.ts'
import type { Act } from '#platform/command/act.ts'
import type { CompleterRow, RecordRow } from './store.ts'

type Body = Readonly<Record<string, Json>>

const parties = (row: RecordRow, completers: readonly CompleterRow[]): readonly string[] => [
  ...new Set([row.institution_id, row.created_by, ...completers.flatMap((completer) => completer.person_id ?? [])]),
]

/** A step that the institution and the completers may read. */
export const tellParties = (act: Act, row: RecordRow, completers: readonly CompleterRow[], told: { readonly type: string; readonly body?: Body }): void => {
  const visibleTo = parties(row, completers)
  act.publish({
    type: told.type,
    subject: row.id,
    related: visibleTo,
    body: { achievementId: row.id, institutionId: row.institution_id, title: row.title === null ? null : { ...row.title }, ...told.body },
    visibleTo,
  })
}

/** Everything that was disclosed, so that its time can be proven without showing it. */
export const disclosureBody = (row: RecordRow, completers: readonly CompleterRow[], patentNumbers: readonly string[]): Body => ({
  abstract: row.abstract === null ? null : { ...row.abstract },
  keywords: [...row.keywords],
  trl: row.trl,
  form: row.form,
  ipKind: row.ip_kind,
  field: row.field,
  patentNumbers: [...patentNumbers],
  confidentialNote: row.confidential_note,
  completers: completers.map((completer) => ({
    personId: completer.person_id,
    name: completer.name,
    shareBasisPoints: completer.share_basis_points,
    isMain: completer.is_main,
    isRepresentative: completer.is_representative,
  })),
})

/** The public entry. Completers appear by id, so that rights can be opened for them; shares stay inside. */
export const tellCatalogued = (act: Act, row: RecordRow, completers: readonly CompleterRow[], number: string): void =>
  act.publish({
    type: 'achievement.catalogued',
    subject: row.id,
    related: [row.institution_id],
    body: {
      achievementId: row.id,
      institutionId: row.institution_id,
      catalogueNumber: number,
      title: row.title === null ? null : { ...row.title },
      field: row.field,
      maturity: row.maturity,
      ipKind: row.ip_kind,
      modes: [...row.modes],
      region: row.region,
      source: row.source,
      isServiceAchievement: row.is_service,
      completers: completers.map((completer) => ({ position: completer.position, personId: completer.person_id })),
    },
    visibleTo: 'public',
  })
