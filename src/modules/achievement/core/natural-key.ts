/** Which records are the same achievement, however they arrive. */
import type { PatentNumber } from './patent-number.ts'

interface Identifying {
  readonly registrationNumber: string | null
  readonly patents: readonly Pick<PatentNumber, 'number'>[]
  readonly institutionId: string
  readonly title: string
  readonly year: string | null
}

const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '')

/**
 * Keys by which a record is known, strongest first: registration number, first patent number, institution with title and year. Two records are
 * the same when their strongest common kind of key is equal.
 */
export const naturalKeys = (record: Identifying): readonly string[] => {
  const keys: string[] = []
  if (record.registrationNumber !== null) keys.push(`reg:${squeezed(record.registrationNumber)}`)
  const patent = record.patents[0]
  if (patent) keys.push(`pat:${patent.number}`)
  keys.push(`ttl:${record.institutionId}:${squeezed(record.title)}:${record.year ?? ''}`)
  return keys
}
