/** What the server hands to loaders and actions of every page. */
import type { Mandate } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { createContext } from 'react-router'
import type { Api } from '../contract.ts'

export interface Viewer {
  readonly personId: string
  readonly name: string
  readonly mandates: readonly Mandate[]
  /** Names of the organisations of the mandates, by id, in the market's two languages. */
  readonly organisationNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
}

export interface DemoClock {
  readonly enabled: boolean
  /** How far the market's clock runs ahead of the machine's. */
  readonly offsetMs: number
}

export interface AppValue {
  readonly api: Api
  readonly actor: Viewer | null
  readonly lang: 'zh' | 'en'
  readonly nonce: string
  readonly styleNonce: string
  /** The market's time when the request arrived. */
  readonly now: Instant
  readonly demo: DemoClock
  /** Moves the demo clock forward; absent where there is none. */
  readonly advanceDemoClock?: (byMs: number) => Promise<void>
}

export const appContext = createContext<AppValue>()
