/** How records are found by their words: one vector of weighted texts, and the question asked of it. */
import { sql, type RawBuilder } from 'kysely'
import { questionFrom, searchable } from './words.ts'

/** Texts by weight, heaviest first; in Chinese by pieces, in English by stems. */
export const searchVector = (parts: readonly (readonly ['A' | 'B' | 'C' | 'D', string])[]): RawBuilder<string> => {
  const vectors = parts.map(([weight, text]) => sql`setweight(to_tsvector('simple', ${searchable(text)}) || to_tsvector('english', ${text}), ${weight})`)
  return sql<string>`${sql.join(vectors, sql` || `)}`
}

/** Every word must occur in the column `search`. Nothing but punctuation finds nothing, as any other word that does not occur. */
export const matching = (text: string): RawBuilder<boolean> => {
  const { han, latin } = questionFrom(text)
  if (han === '' && latin === '') return sql<boolean>`false`
  const parts = [
    ...(han === '' ? [] : [sql`to_tsquery('simple', ${han})`]),
    ...(latin === '' ? [] : [sql`(plainto_tsquery('english', ${latin}) || plainto_tsquery('simple', ${latin}))`]),
  ]
  return sql<boolean>`search @@ (${sql.join(parts, sql` && `)})`
}
