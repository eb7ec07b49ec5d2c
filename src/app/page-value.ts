/** What every page gets: a client that acts as the visitor, who the visitor is, and the market's time. */
import { ORPCError } from '@orpc/server'
import type { FastifyBaseLogger } from 'fastify'
import { data, isRouteErrorResponse } from 'react-router'
import { ROLE_NAMES } from '#kernel/actor.ts'
import type { Lang } from '#kernel/bilingual.ts'
import type { Result } from '#kernel/result.ts'
import { refusalBody } from '#platform/http/refusals.ts'
import type { Instant } from '#kernel/instant.ts'
import { organisationsByIds, personById } from '#modules/party/index.ts'
import type { Database } from '#platform/db/database.ts'
import { isOutage } from '#platform/db/outage.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { OwnWords } from '#platform/http/kept-page.ts'
import { nextDue } from '#platform/work/queue.ts'
import type { AppValue, DemoClock, DemoLetters, Site, Viewer } from '../web/shell/context.ts'
import type { Api, Core } from './core.ts'
import type { Life } from './demo/life.ts'
import type { Lobby } from './lobby.ts'
import { DEMO_PASSWORD, demoEmail, demoOrganisations, demoPeople } from './demo/cast.ts'

interface PageValueSpec {
  readonly core: Core
  readonly database: Database
  readonly now: () => Instant
  readonly caller: Caller
  readonly url: string
  /** `GET` and `HEAD`: nothing is decided while it is answered. */
  readonly isRead: boolean
  readonly log: FastifyBaseLogger
  readonly words: OwnWords
  /** Names the request in the log, also of the first who wanted a page for everybody. */
  readonly traceId: string
  /** When the server took the request from its socket. */
  readonly receivedAt: Instant
  /** What the page could not show is not there for this reader (404), or the database did not answer (503). */
  readonly onUnanswered: (status: 404 | 503) => void
  readonly auth: (request: Request) => Promise<Response>
  readonly lobby: Lobby
  /** Keeps what was read under a key until anything is decided. */
  readonly keep: AppValue['keep']
  readonly site: Site
  readonly demo: {
    readonly offsetMs: number
    readonly advanceTo: (at: Instant) => Promise<void>
    readonly letters: DemoLetters
    readonly progress: Life['progress']
  } | null
}

/** By person: what one may read is one's own. */
const keepFor =
  ({ keep, caller: { actor } }: PageValueSpec): AppValue['keep'] =>
  (key, read) =>
    keep(`${actor.personId} ${key}`, read)

const namesOf = async ({ database }: PageValueSpec, personId: string, mandates: Viewer['mandates']): Promise<Pick<Viewer, 'name' | 'organisationNames'>> => {
  const [person, organisations] = await Promise.all([
    personById(database.reader, personId),
    organisationsByIds(database.reader, [...new Set(mandates.map((mandate) => mandate.organisationId))]),
  ])
  return {
    name: person?.name ?? { zh: '', en: '' },
    organisationNames: Object.fromEntries([...organisations.values()].map((organisation) => [organisation.id, organisation.name])),
  }
}

const viewerOf = async (spec: PageValueSpec): Promise<Viewer | null> => {
  const {
    caller: {
      actor: { personId, mandates },
      isVerified,
    },
  } = spec
  if (personId === null) return null
  return { personId, isVerified, mandates, ...(await keepFor(spec)('names', () => namesOf(spec, personId, mandates))) }
}

/** HTTP status of what an outage refuses. */
const UNAVAILABLE = 503

const demoClockOf = async ({ demo, database, now, keep }: PageValueSpec): Promise<DemoClock> => {
  if (!demo) return { enabled: false, offsetMs: 0 }
  const [due, laying] = await Promise.all([keep('nextDue', () => nextDue(database.reader)), demo.progress()])
  return { enabled: true, offsetMs: demo.offsetMs, nextEventInMs: due === null ? null : Math.max(0, due - now()), laying }
}

const demoAccounts = demoPeople
  .filter(({ isFeatured }) => isFeatured)
  .map(({ key, name, organisation, roles }) => {
    const place = demoOrganisations.find((candidate) => candidate.key === organisation)?.name
    const label = (lang: Lang) => [roles.map((role) => ROLE_NAMES[role][lang]).join(', '), name[lang], place?.[lang]].join(' · ')
    return { email: demoEmail(key), password: DEMO_PASSWORD, label: { zh: label('zh'), en: label('en') } }
  })

/** Refusals as pages show them. */
const lobbyOf = ({ core, lobby: { founding, checklist, join } }: PageValueSpec): Pick<AppValue, 'founding' | 'checklist' | 'joinAsNew'> => {
  const shown = <Value>(result: Result<Value>) => (result.ok ? result : { ok: false as const, refusal: refusalBody(result.refusal, core.wording) })
  return {
    founding: {
      isFounded: founding.isFounded,
      isCode: founding.isCode,
      enrol: async (plan, password) => shown(await founding.enrol(plan, password)),
      found: async (plan, cookie, code) => shown(await founding.found(plan, cookie, code)),
    },
    checklist,
    joinAsNew: async (joining) => shown(await join(joining)),
  }
}

type Call = (...given: readonly unknown[]) => Promise<unknown>

/** An outage is a page of its own, not a fault: every call of a loader says so in the way the pages understand. */
const sayingOutage =
  (run: Call): Call =>
  async (...given) => {
    try {
      return await run(...given)
    } catch (error) {
      throw error instanceof ORPCError && error.code === 'SERVICE_UNAVAILABLE' ? data(null, UNAVAILABLE) : error
    }
  }

/** While a page is read nothing changes that it could show: parts of it that ask the same are answered once. */
const askingOnce = (name: string, answers: Map<string, Promise<unknown>>, run: Call): Call => {
  return (...given) => {
    const question = `${name} ${JSON.stringify(given)}`
    const known = answers.get(question) ?? run(...given)
    answers.set(question, known)
    return known
  }
}

/** The client as the loaders of one page use it. */
const pageClient = (api: Api, { core, isRead }: Pick<PageValueSpec, 'core' | 'isRead'>): Api => {
  const answers = new Map<string, Promise<unknown>>()
  const isQuery = ([room, name = '', verb]: readonly string[]): boolean => {
    const found = core.modules.find((module) => module.name === room)?.queries?.[name]
    return typeof (verb === undefined ? found : (found as Readonly<Record<string, unknown>> | undefined)?.[verb]) === 'function'
  }
  const through = <Part extends object>(part: Part, path: readonly string[]): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const inner = Reflect.get(target, name) as object
        const at = [...path, String(name)]
        if (typeof inner !== 'function') return through(inner, at)
        const run = sayingOutage(inner as Call)
        return isRead && isQuery(at) ? askingOnce(at.join('.'), answers, run) : run
      },
    })
  return through(api, [])
}

export const pageValue = async (spec: PageValueSpec): Promise<AppValue> => {
  const [actor, demo] = await Promise.all([viewerOf(spec), demoClockOf(spec)])
  return {
    api: pageClient(
      spec.core.as(spec.caller.actor, { admits: spec.caller.admits, saw: spec.caller.saw, traceId: spec.traceId, receivedAt: spec.receivedAt }),
      spec,
    ) as unknown as AppValue['api'],
    auth: spec.auth,
    keep: keepFor(spec),
    tookFile: (list) => spec.caller.saw?.('exported', { operation: `lists/${list}` }),
    actor,
    lang: spec.url.startsWith('/en') ? 'en' : 'zh',
    nonce: spec.words.nonce,
    formKey: spec.words.formKey,
    now: spec.now(),
    answeredAt: spec.words.answeredAt,
    ...lobbyOf(spec),
    site: spec.site,
    demo,
    reference: spec.words.reference,
    reportFault: (error) => {
      // The router's own answers: no such page, no such act.
      if (isRouteErrorResponse(error) && error.status < 500) return
      const isRefusal = error instanceof ORPCError && error.status < 500
      if (isRefusal || isOutage(error)) {
        spec.onUnanswered(isRefusal ? 404 : UNAVAILABLE)
        spec.log.warn({ err: error, traceId: spec.traceId }, 'page not shown')
      } else spec.log.error({ err: error, traceId: spec.traceId }, 'page failed')
    },
    ...(spec.demo
      ? { demoAccounts, demoTime: { advanceTo: spec.demo.advanceTo, nextEventAt: () => nextDue(spec.database.reader) }, demoLetters: spec.demo.letters }
      : {}),
  }
}
