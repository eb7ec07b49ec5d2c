/** What the server hands to loaders and actions of every page. */
import type { Mandate } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import type { RefusalBody } from '#contract/operation.ts'
import type { FoundingInput } from '#modules/party/api.ts'
import { createContext } from 'react-router'
import type { Api } from '../contract.ts'

export interface Viewer {
  readonly personId: string
  /** False: the e-mail address waits to be confirmed, and nothing may be done yet. */
  readonly isVerified: boolean
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
  /** Scenes that are still being laid; null when all are. */
  readonly laying?: { readonly done: number; readonly total: number } | null
}

type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: RefusalBody }

/** The founding of the market, behind the one-time code that the start prints. */
export interface FoundingDoor {
  readonly isFounded: () => Promise<boolean>
  /** A wrong try is counted. */
  readonly isCode: (typed: string) => Promise<boolean>
  /** Begins the first administrator's second factor; `cookies` log the browser in. */
  readonly enrol: (
    plan: FoundingInput,
    password: string,
  ) => Promise<Answer<{ readonly uri: string; readonly backupCodes: readonly string[]; readonly cookies: readonly string[] }>>
  readonly found: (plan: FoundingInput, cookie: string, code: string) => Promise<Answer<{ readonly cookies: readonly string[] }>>
}

/** A line of the check list: what was found, why it matters, what to do. */
export interface ChecklistLine {
  readonly key: string
  readonly state: 'done' | 'attention' | 'missing'
  readonly title: Bilingual
  readonly found: Bilingual
  readonly why: Bilingual
  readonly todo: Bilingual
  /** Where it is put right. */
  readonly to?: 'money' | 'holidays' | 'officers'
}

/** An account for whoever was invited, and the acceptance, in one. Answers with the address to log in with and the organisation joined. */
export type JoinAsNew = (joining: {
  readonly token: string
  readonly name: string
  readonly password: string
}) => Promise<Answer<{ readonly address: string; readonly organisationId: string }>>

/** The letters of a demonstration, which are read on a page because none is sent. */
export interface DemoLetters {
  /** Origin of the links in them. */
  readonly origin: string
  /** Newest first. */
  readonly last: (search: { readonly limit: number; readonly to?: string }) => Promise<readonly DemoLetter[]>
}

interface DemoLetter {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly lang: 'zh' | 'en'
  readonly subject: string
  readonly body: string
  readonly queuedAt: Instant
}

/** What the site says of itself. */
export interface Site {
  /** Origin under which people reach it. */
  readonly origin: string
  readonly operator: { readonly [Line in 'name' | 'contact' | 'sponsor' | 'licence' | 'complaints']: Bilingual | null } & { readonly icp: string | null }
  readonly securityLogDays: number
}

export interface AppValue {
  readonly api: Api
  /** Accounts and sessions (better-auth): answers requests to `/api/auth/…` in this process. The sender has been checked by then. */
  readonly auth: (request: Request) => Promise<Response>
  /** A list left as a file: the security log keeps who took which. */
  readonly tookFile: (list: string) => void
  /** What was read for this viewer, kept for seconds and no longer than until anything is decided in the market: for what stands on every page. */
  readonly keep: <Value>(key: string, read: () => Promise<Value>) => Promise<Value>
  readonly actor: Viewer | null
  readonly lang: 'zh' | 'en'
  readonly nonce: string
  /** Makes the idempotency keys of the page's forms. */
  readonly formKey: string
  /** The market's time when the request arrived. */
  readonly now: Instant
  /** The same for the browser's clock, in milliseconds: right also in a page that was drawn a moment ago, where it is filled in with the answer. */
  readonly answeredAt: string
  readonly founding: FoundingDoor
  /** For administrators only: the page asks who is asking. */
  readonly checklist: () => Promise<readonly ChecklistLine[]>
  readonly joinAsNew: JoinAsNew
  readonly site: Site
  readonly demo: DemoClock
  readonly demoAccounts?: readonly DemoAccount[]
  /** Moves the demo clock; absent where there is none. */
  readonly demoTime?: { readonly advanceTo: (at: Instant) => Promise<void>; readonly nextEventAt: () => Promise<Instant | null> }
  readonly demoLetters?: DemoLetters
  /** Names this request in the log; shown on the error page. */
  readonly reference?: string
  /** Writes a fault of a page to the log. */
  readonly reportFault?: (error: unknown) => void
}

export const appContext = createContext<AppValue>()
