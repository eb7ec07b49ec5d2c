/** What the server hands to loaders and actions of every page. */
import type { Mandate } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { createContext } from 'react-router'
import type { Api } from '../contract.ts'

export interface Viewer {
  readonly personId: string
  /** In English in Latin letters, where the person gave them. */
  readonly name: Bilingual
  readonly mandates: readonly Mandate[]
  /** Names of the organisations of the mandates, by id, in the market's two languages. */
  readonly organisationNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
}

/** An account of the demonstration, shown on the log-in page. */
export interface DemoAccount {
  readonly email: string
  readonly password: string
  readonly label: { readonly zh: string; readonly en: string }
}

export interface DemoClock {
  readonly enabled: boolean
  /** How far the market's clock runs ahead of the machine's. */
  readonly offsetMs: number
  /** How far away the next planned event of the market is (a notice that closes, an auction that opens); null when none is planned. */
  readonly nextEventInMs?: number | null
}

export interface AppValue {
  readonly api: Api
  /** Accounts and sessions (better-auth): answers requests to `/api/auth/…` in this process. The sender has been checked by then. */
  readonly auth: (request: Request) => Promise<Response>
  readonly actor: Viewer | null
  readonly lang: 'zh' | 'en'
  readonly nonce: string
  readonly styleNonce: string
  /** The market's time when the request arrived. */
  readonly now: Instant
  readonly demo: DemoClock
  readonly demoAccounts?: readonly DemoAccount[]
  /** Moves the demo clock; absent where there is none. */
  readonly demoTime?: { readonly advanceTo: (at: Instant) => Promise<void>; readonly nextEventAt: () => Promise<Instant | null> }
  /** Names this request in the log; shown on the error page. */
  readonly reference?: string
  /** Writes a fault of a page to the log. */
  readonly reportFault?: (error: unknown) => void
}

export const appContext = createContext<AppValue>()
