/** The kinds of notices of this market, as the rooms that publish them declare them. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { NoticeKind } from './core/notice.ts'

let declared: ReadonlyMap<string, NoticeKind> = new Map()

/** Given by the assembly, once. */
export const attachKinds = (kinds: readonly NoticeKind[]): void => {
  declared = new Map(kinds.map((kind) => [kind.name, kind]))
}

export const kindNames = (): readonly string[] => [...declared.keys()]

/** A notice outlives the room that once published it. */
const UNDECLARED: Bilingual = { zh: '公示', en: 'Public notice' }

export const kindLabel = (kind: string): Bilingual => ({ ...(declared.get(kind)?.label ?? UNDECLARED) })
