/** What a capability declares about itself. `capabilities.server.ts` lists them all; routes, desks and header read nothing else. */
import type { Role } from '#kernel/actor.ts'
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import type { Api } from '../contract.ts'
import type { Place } from '../i18n/place.ts'
import type { Tone } from '../ui/badges.tsx'
import type { AppValue, Viewer } from './context.ts'

/** Files of the capability's folder, by the address that they answer. */
export type Routes = Readonly<Record<string, string>>

/** A line of the header. A hall stands here only when its page works. */
export interface Hall extends Bilingual {
  readonly page: Place
}

/** A line of the desks' navigation. */
export interface DeskTask extends Bilingual {
  readonly page: Place
  readonly roles: readonly Role[]
}

export type WaitingItem = Awaited<ReturnType<Api['desk']['waiting']>>['items'][number]

/** What waits for the viewer, one act away. */
export interface TodoItem {
  readonly key: string
  /** What to do, as a verb: 审核竞买申请. */
  readonly act: string
  /** With what: name and number of the record. */
  readonly subject: string
  readonly to: Place
  readonly dueAt?: string | null | undefined
}

/** A record that one follows while others act. */
export interface WatchItem {
  readonly key: string
  readonly subject: string
  readonly state: { readonly word: string; readonly tone: Tone }
  readonly to: Place
  /** Who acts next, in the words of the page; null where nobody need. */
  readonly who: string | null
  /** When it changes by itself. */
  readonly nextAt: string | null
}

export interface DeskFigure {
  readonly label: Bilingual
  /** Either an amount or a count. */
  readonly minor?: string
  readonly count?: number
  readonly to: Place
}

/** A record that answers to a number, a name or a person. */
export interface FoundRecord {
  /** Its id: what two sources of one capability both find is told once. */
  readonly key: string
  readonly title: string
  readonly number?: string | null
  /** What tells it from others of the same name: its state, its organisation. */
  readonly note?: string
  readonly to: Place
}

export interface Asked {
  readonly api: Api
  readonly viewer: Viewer
  readonly lang: Lang
  /** What the market lacks; looked at anew each time. */
  readonly checklist: AppValue['checklist']
}

export interface Source<Item> {
  /** Asked only for viewers with one of these roles. */
  readonly roles: readonly Role[]
  readonly load: (asked: Asked) => Promise<readonly Item[]>
}

/** Where the desks' search looks. The operation that it asks says what the viewer may read; a source adds nothing to that. */
export interface SearchSource {
  /** Asked only for viewers with one of these roles; without, for everybody who is logged in. */
  readonly roles?: readonly Role[]
  readonly find: (asked: SearchAsked) => Promise<readonly FoundRecord[]>
}

export interface SearchAsked extends Pick<Asked, 'api' | 'viewer' | 'lang'> {
  /** Never empty. */
  readonly q: string
  /** As many are shown. */
  readonly limit: number
}

export interface CapabilitySearch extends Bilingual {
  /** The nearest first: what the viewer works on before what everybody sees. */
  readonly sources: readonly SearchSource[]
}

/** Groups of the desks' navigation, in this order. */
export const DESK_GROUPS = ['create', 'trade', 'money', 'house', 'market'] as const
export type DeskGroup = (typeof DESK_GROUPS)[number]

/** Body of the fact that a message tells of; null where it is not the reader's to see. */
export type Told = Readonly<Record<string, unknown>> | null | undefined

export interface Capability {
  /** Its folder under `pages/`. */
  readonly name: string
  /** Where its tasks stand in the desks' navigation. */
  readonly group?: DeskGroup
  readonly routes: {
    /** Under the language: `lots/:id` is `/zh/lots/lot_1`. */
    readonly market?: Routes
    /** Under the language and `desk`, inside the desks' frame. */
    readonly desk?: Routes
    /** Without language. */
    readonly bare?: Routes
  }
  /** The page of a record, by the first letters of its id, for the roles of who looks; `told` is what a message says of it. */
  readonly records?: Readonly<Record<string, (id: string, viewer: Viewer, told?: Told) => Place | null>>
  readonly halls?: readonly Hall[]
  readonly tasks?: readonly DeskTask[]
  /** On which page one works off what waits, by kind of record. The market says what waits and for whom (`desk.waiting`). */
  readonly waitingAt?: Readonly<Record<string, (item: WaitingItem) => Place>>
  /** What waits for the viewer beside that; all of it stands in one list, ordered by deadline. */
  readonly waiting?: readonly Source<TodoItem>[]
  /** What goes on without the viewer. */
  readonly watched?: readonly Source<WatchItem>[]
  readonly figures?: readonly Source<DeskFigure>[]
  /** Its records by number, name or person, under one heading. */
  readonly search?: CapabilitySearch
}
