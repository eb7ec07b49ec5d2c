/** What every page gets: a client that acts as the visitor, who the visitor is, and the market's time. */
import type { FastifyBaseLogger } from 'fastify'
import { ROLE_NAMES, type Actor } from '#kernel/actor.ts'
import type { Lang } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { organisationsByIds, personById } from '#modules/party/index.ts'
import type { Database } from '#platform/db/database.ts'
import { nextDue } from '#platform/work/queue.ts'
import type { AppValue, DemoClock, Viewer } from '../web/shell/context.ts'
import type { Core } from './core.ts'
import { DEMO_PASSWORD, demoEmail, demoOrganisations, demoPeople } from './demo/cast.ts'

interface PageValueSpec {
  readonly core: Core
  readonly database: Database
  readonly now: () => Instant
  readonly actor: Actor
  readonly url: string
  readonly reference: string
  readonly log: FastifyBaseLogger
  readonly nonces: { readonly script: string; readonly style: string }
  readonly auth: (request: Request) => Promise<Response>
  readonly demo: { readonly offsetMs: number; readonly advanceTo: (at: Instant) => Promise<void> } | null
}

const viewerOf = async ({ database, actor }: PageValueSpec): Promise<Viewer | null> => {
  if (actor.personId === null) return null
  const [person, organisations] = await Promise.all([
    personById(database.reader, actor.personId),
    organisationsByIds(database.reader, [...new Set(actor.mandates.map((mandate) => mandate.organisationId))]),
  ])
  return {
    personId: actor.personId,
    name: person?.name ?? { zh: '', en: '' },
    mandates: actor.mandates,
    organisationNames: Object.fromEntries([...organisations.values()].map((organisation) => [organisation.id, organisation.name])),
  }
}

const demoClockOf = async ({ demo, database, now }: PageValueSpec): Promise<DemoClock> => {
  if (!demo) return { enabled: false, offsetMs: 0 }
  const due = await nextDue(database.reader)
  return { enabled: true, offsetMs: demo.offsetMs, nextEventInMs: due === null ? null : Math.max(0, due - now()) }
}

const demoAccounts = demoPeople
  .filter(({ isFeatured }) => isFeatured)
  .map(({ key, name, organisation, roles }) => {
    const place = demoOrganisations.find((candidate) => candidate.key === organisation)?.name
    const label = (lang: Lang) => [roles.map((role) => ROLE_NAMES[role][lang]).join(', '), name[lang], place?.[lang]].join(' · ')
    return { email: demoEmail(key), password: DEMO_PASSWORD, label: { zh: label('zh'), en: label('en') } }
  })

export const pageValue = async (spec: PageValueSpec): Promise<AppValue> => {
  const [actor, demo] = await Promise.all([viewerOf(spec), demoClockOf(spec)])
  return {
    api: spec.core.as(spec.actor) as unknown as AppValue['api'],
    auth: spec.auth,
    actor,
    lang: spec.url.startsWith('/en') ? 'en' : 'zh',
    nonce: spec.nonces.script,
    styleNonce: spec.nonces.style,
    now: spec.now(),
    demo,
    reference: spec.reference,
    reportFault: (error) => spec.log.error({ err: error, traceId: spec.reference }, 'page failed'),
    ...(spec.demo ? { demoAccounts, demoTime: { advanceTo: spec.demo.advanceTo, nextEventAt: () => nextDue(spec.database.reader) } } : {}),
  }
}
