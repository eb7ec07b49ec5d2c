/** What the page of a clerk's session hands to its parts. */
import type { Api } from '../../contract.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import type { WordedAct } from '../../ui/acts.tsx'
import type { candidatesFor } from './candidates.server.ts'

type Got = Awaited<ReturnType<Api['session']['get']>>

export interface DeskLoaded {
  readonly session: Omit<Got, 'acts'> & { readonly acts: WordedAct<Got['acts'][number]['act']>[] }
  readonly candidates: Awaited<ReturnType<typeof candidatesFor>>
}
export type DeskOutcome = CommandOutcome<unknown> | undefined
