/** The office says how the achievement came about: who has first refusal beside the completers follows from it. */
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import { organisationsByIds } from '#modules/party/index.ts'
import type { Commands } from '#platform/command/module.ts'
import type { titleContract } from './api.ts'
import { checkOrigin } from './core/origin.ts'
import { titleFacts } from './facts.ts'
import { permitted } from './permitted.ts'
import { touchRight } from './store.ts'
import { putOrigin } from './store-origin.ts'

export const declareOrigin: Commands<typeof titleContract, 'declareOrigin'>['declareOrigin'] = async (act, input) => {
  const found = await permitted(act, 'declareOrigin', input.achievementId)
  if (!found.ok) return found
  const { achievementId, institutionId } = found.value
  const { kind, ground, contract, contractDocumentId, developers } = input
  const sound = checkOrigin({ kind, ground, developers, institutionId, hasContract: contractDocumentId !== null })
  if (!sound.ok) return sound
  const known = await organisationsByIds(act.tx, developers)
  const unknown = developers.findIndex((id) => !known.has(id))
  if (unknown >= 0) return refuse('title.origin.developer_unknown', {}, { field: `developers.${unknown}` })
  const visibleTo = [institutionId, ...developers, 'role:clerk', 'role:regulator']
  const kept = kind === 'own' ? null : contractDocumentId
  if (kept !== null) {
    const linked = await linkDocuments(act, { documentIds: [kept], subject: achievementId, visibleTo, field: 'contractDocumentId' })
    if (!linked.ok) return linked
  }
  await putOrigin(act.tx, { achievementId, kind, ground, contract, contractDocumentId: kept, developers, declaredBy: actorIdOf(act.actor) }, act.now)
  await touchRight(act.tx, achievementId, act.now)
  act.publish(titleFacts.origin_declared, {
    subject: achievementId,
    related: [...developers],
    body: { achievementId, kind, ground, contract, contractDocumentId: kept, developers: [...developers] },
    visibleTo,
  })
  return ok({ achievementId })
}
