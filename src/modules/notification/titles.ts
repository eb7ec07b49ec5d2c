/** What a fact is about, in words that anybody may read. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Fact } from '#platform/command/act.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import { rememberTitle, titlesOf } from './store.ts'

type About = Pick<Fact, 'subject' | 'related' | 'body'>

const isBilingual = (value: unknown): value is Bilingual =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string'

export const learnTitle = async (tx: Tx, { subject, body, visibleTo }: About & Pick<Fact, 'visibleTo'>): Promise<void> => {
  const { title } = body
  if (visibleTo === 'public' && isBilingual(title)) await rememberTitle(tx, subject, title)
}

/** The record itself first, then what it belongs to, as the body and the log name it. */
const namesOf = ({ subject, related, body }: About): readonly string[] => [
  subject,
  ...['lotId', 'contractId', 'planId', 'demandId', 'achievementId', 'subject'].flatMap((key) => (typeof body[key] === 'string' ? [body[key]] : [])),
  ...related,
]

/** Titles in the order of the facts; null where nothing public is known. */
export const titlesFor = async (reader: Reader, facts: readonly About[]): Promise<readonly (Bilingual | null)[]> => {
  const named = facts.map(namesOf)
  const known = await titlesOf(reader, [...new Set(named.flat())])
  return named.map((ids) => ids.map((id) => known.get(id)).find((title) => title !== undefined) ?? null)
}
