/** What every part of a page may ask about the visit: who looks, and the market's time. */
import type { Role } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { useRouteLoaderData } from 'react-router'
import type { Draft } from '../ui/draft-keeper.ts'
import type { Hall } from './capability.ts'
import type { DemoClock, Site, Viewer } from './context.ts'

export interface Visit {
  readonly viewer: Viewer | null
  /** The market's time that the page shows; a page for everybody may have been drawn a moment ago. */
  readonly now: Instant
  /** The market's time when it was answered, in milliseconds. */
  readonly answeredAt: string
  readonly demo: DemoClock
  readonly halls: readonly Hall[]
  /** Messages of the viewer that nobody has opened. */
  readonly unread: number
  readonly site: Site
  /** What the viewer has typed into the forms of this page and not sent. */
  readonly drafts?: readonly Draft[]
  /** Different for every load of a page; makes the idempotency keys of its forms. */
  readonly formKey: string
}

const NOWHERE: Site = { origin: '', operator: { name: null, contact: null, sponsor: null, icp: null, licence: null, complaints: null }, securityLogDays: 0 }
const NOBODY: Visit = {
  viewer: null,
  now: 0 as Instant,
  demo: { enabled: false, offsetMs: 0 },
  halls: [],
  unread: 0,
  site: NOWHERE,
  formKey: '',
  answeredAt: '0',
}

export const useVisit = (): Visit => useRouteLoaderData<Visit>('shell/frame') ?? NOBODY

export const useViewer = (): Viewer | null => useVisit().viewer

export const holdsAny = (viewer: Viewer | null, roles: readonly Role[]): boolean => viewer?.mandates.some(({ role }) => roles.includes(role)) ?? false
