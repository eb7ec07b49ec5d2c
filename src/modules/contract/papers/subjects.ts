/** From the record of an achievement to the rights that a contract is about: each is itself, nothing is called what it is not. */
import type { PaperRight, SubjectKind } from './contract-data.ts'

export interface RecordedSubject {
  readonly title: { readonly zh: string }
  readonly ipKind: string | null
  readonly patents: readonly { readonly number: string; readonly kind: 'invention' | 'utility' | 'design'; readonly isGranted: boolean }[]
}

/** What is recorded beside numbered patents, or instead of them. */
const UNNUMBERED: ReadonlyMap<string, SubjectKind> = new Map([
  ['know_how', 'know_how'],
  ['software', 'software'],
  ['circuit_layout', 'circuit_layout'],
  ['plant_variety', 'plant_variety'],
])

/** Every patent and application by its number, then what the record names without one. Filing dates are on no record: the paper leaves them open. */
export const subjectsOf = ({ title, ipKind, patents }: RecordedSubject): readonly PaperRight[] => {
  const numbered = patents.map(({ number, kind, isGranted }): PaperRight => ({
    kind: isGranted ? 'patent' : 'application',
    name: title.zh,
    number: isGranted ? `ZL ${number}` : number,
    patentKind: kind,
    filedOn: null,
  }))
  const other = UNNUMBERED.get(ipKind ?? '') ?? (numbered.length === 0 ? 'other' : null)
  return other === null ? numbered : [...numbered, { kind: other, name: title.zh, number: '', patentKind: null, filedOn: null }]
}
