/** What every page gets: a client that acts as the visitor, who the visitor is, and the market's time. */
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { organisationsByIds, personById } from '#modules/party/index.ts'
import type { Database } from '#platform/db/database.ts'
import type { AppValue, Viewer } from '../web/shell/context.ts'
import type { Core } from './core.ts'

interface PageValueSpec {
  readonly core: Core
  readonly database: Database
  readonly now: () => Instant
  readonly actor: Actor
  readonly url: string
  readonly nonces: { readonly script: string; readonly style: string }
  readonly demo: { readonly offsetMs: number; readonly advance: (byMs: number) => Promise<void> } | null
}

const viewerOf = async ({ database, actor }: PageValueSpec): Promise<Viewer | null> => {
  if (actor.personId === null) return null
  const person = await personById(database.reader, actor.personId)
  const organisations = await organisationsByIds(database.reader, [...new Set(actor.mandates.map((mandate) => mandate.organisationId))])
  return {
    personId: actor.personId,
    name: person?.name.zh ?? '',
    mandates: actor.mandates,
    organisationNames: Object.fromEntries([...organisations.values()].map((organisation) => [organisation.id, organisation.name])),
  }
}

export const pageValue = async (spec: PageValueSpec): Promise<AppValue> => ({
  api: spec.core.as(spec.actor) as unknown as AppValue['api'],
  actor: await viewerOf(spec),
  lang: spec.url.startsWith('/en') ? 'en' : 'zh',
  nonce: spec.nonces.script,
  styleNonce: spec.nonces.style,
  now: spec.now(),
  demo: { enabled: spec.demo !== null, offsetMs: spec.demo?.offsetMs ?? 0 },
  ...(spec.demo ? { advanceDemoClock: spec.demo.advance } : {}),
})
