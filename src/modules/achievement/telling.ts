/** How a record becomes a fact. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import { achievementFacts } from './facts.ts'
import type { CompleterRow, RecordRow } from './store.ts'

const recordBody = (row: RecordRow) => ({
  achievementId: row.id,
  institutionId: row.institutionId,
  title: row.title === null ? null : { ...row.title },
})
type Known = ReturnType<typeof recordBody>

interface Parties {
  readonly row: RecordRow
  readonly completers: readonly CompleterRow[]
}

/** A step that the institution and the completers may read. */
export const tellParties = <Kind extends FactWith<Known, 'named'>>(
  act: Act,
  { row, completers }: Parties,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof Known>,
): void => {
  const visibleTo = [...new Set([row.institutionId, row.createdBy, ...completers.flatMap((completer) => completer.personId ?? [])])]
  act.publish(fact, { subject: row.id, related: visibleTo, body: whole(fact, recordBody(row), rest), visibleTo })
}

export const disclosureBody = ({ row, completers }: Parties, patentNumbers: readonly string[]) => ({
  abstract: row.abstract === null ? null : { ...row.abstract },
  keywords: [...row.keywords],
  trl: row.trl,
  form: row.form,
  ipKind: row.ipKind,
  field: row.field,
  patentNumbers: [...patentNumbers],
  confidentialNote: row.confidentialNote,
  completers: completers.map((completer) => ({
    personId: completer.personId,
    name: completer.name,
    shareBasisPoints: completer.shareBasisPoints,
    isMain: completer.isMain,
    isRepresentative: completer.isRepresentative,
  })),
})

export const tellCatalogued = (act: Act, { row, completers }: Parties, number: string): void =>
  act.publish(achievementFacts.catalogued, {
    subject: row.id,
    related: [row.institutionId],
    body: {
      ...recordBody(row),
      catalogueNumber: number,
      field: row.field,
      maturity: row.maturity,
      ipKind: row.ipKind,
      modes: [...row.modes],
      region: row.region,
      source: row.source,
      isServiceAchievement: row.isService,
      completers: completers.map((completer) => ({ position: completer.position, personId: completer.personId })),
    },
  })
