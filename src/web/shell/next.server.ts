/** Who acts next on a record, for which act and until when: read from the market's table of who waits, never written on a page. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Api } from '../contract.ts'
import type { NextAct } from '../ui/next-acts.tsx'

interface Turn {
  /** Of the table: `contract`, `lot`, … */
  readonly kind: string
  readonly state: string
  /** When the record itself says that its next step is due. */
  readonly until?: string | null
  /** Names of the sides of this record; a side without one is called by the roles that act for it. */
  readonly sides?: Readonly<Record<string, Bilingual>>
}

const byRoles = (roles: readonly (keyof typeof ROLE_NAMES)[]): Bilingual => ({
  zh: roles.map((role) => ROLE_NAMES[role].zh).join('、'),
  en: roles.map((role) => ROLE_NAMES[role].en).join(' or '),
})

export const nextActs = async (api: Api, { kind, state, until = null, sides = {} }: Turn): Promise<readonly NextAct[]> => {
  const { items } = await api.desk.turns.list({ kind, state })
  return items.map(({ act: name, text, of, roles }) => ({ name, who: sides[of] ?? byRoles(roles), act: text, until }))
}
