/** The stage of the auction's story, on a test server and on a market without one: people without accounts, whose operations are called in this process. */
import { SYSTEM } from '#kernel/actor.ts'
import { addPerson, layAuthorities } from '#modules/party/index.ts'
import type { StoryStage } from '../../src/app/stage/auction-story.ts'
import type { TestMarket } from './market.ts'
import type { TestServer } from './server.ts'

export const stageOn = ({ market: { core }, organisation }: TestServer): StoryStage => {
  let serial = 0
  return {
    api: (actor) => core.as(actor),
    organisation,
    person: async (name, roles) => {
      serial += 1
      const added = await core.road.run({ operation: 'test.person', actor: SYSTEM }, (act) =>
        addPerson(act, { name: { zh: name, en: name }, userId: `story-${serial}`, mandates: roles }),
      )
      if (added.ok) await core.road.run({ operation: 'test.authority', actor: SYSTEM }, (act) => layAuthorities(act, added.value, roles))
      return { kind: 'person', personId: added.ok ? added.value : null, mandates: roles }
    },
    settle: core.settle,
    until: core.settle,
  }
}

/** On a market whose clock the test moves. */
export const stageOf = (m: TestMarket): StoryStage => ({
  api: (actor) => m.core.as(actor),
  organisation: (kind, name) => m.organisation({ kind, name }),
  person: (name, roles) => m.person({ name, roles }),
  settle: m.settle,
  until: async (at) => {
    m.clock.set(at)
    await m.settle()
  },
})
