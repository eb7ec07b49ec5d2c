/** The stage in a running market: whose accounts the demo's people are is read from the market itself. */
import { VISITOR, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { actorsForUsers } from '#modules/party/index.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Database } from '#platform/db/database.ts'
import type { Core } from '../core.ts'
import { demoEmail, demoOrganisations, demoPeople } from './cast.ts'
import type { Stage } from '../stage/stage.ts'

export interface StageParts {
  readonly core: Core
  readonly auth: Pick<Auth, 'accountsOf'>
  readonly database: Database
  readonly now: () => Instant
}

/** Null where the cast has not been laid. Who has lost a role since cannot act in it: the mandates are those of this moment. */
export const stageOf = async ({ core, auth, database, now }: StageParts): Promise<Stage | null> => {
  const users = await auth.accountsOf(demoPeople.map(({ key }) => demoEmail(key)))
  if (users.size === 0) return null
  const actors = await actorsForUsers(database.reader, [...users.values()], now())
  const actorOf = (key: string): Actor => actors.get(users.get(demoEmail(key)) ?? '') ?? VISITOR
  const organisations = new Map(
    demoOrganisations.map(({ key }) => {
      const agent = demoPeople.find(({ organisation }) => organisation === key)
      return [key, actorOf(agent?.key ?? '').mandates[0]?.organisationId ?? ''] as const
    }),
  )
  return {
    as: (key) => core.as(actorOf(key)),
    actorOf,
    organisationId: (key) => organisations.get(key) ?? '',
    personId: (key) => actorOf(key).personId ?? '',
    settle: core.settle,
    now,
  }
}
