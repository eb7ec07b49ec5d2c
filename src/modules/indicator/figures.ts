/** Hearing facts one by one, and reading the whole log again. */
import { ok, type Result } from '#kernel/result.ts'
import { achievementById } from '#modules/achievement/index.ts'
import { organisationById } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { factsFrom } from '#platform/outbox/facts.ts'
import { changeOf, type Change, type Told } from './core/projection.ts'
import { applyChange, clearFigures, type Dimensions } from './store.ts'

const NOWHERE: Dimensions = { field: null, institutionKind: 'other', region: '' }

/** Field, kind and region never change for an achievement and its institution, so looking them up later gives the same. */
const dimensionsOf = async (reader: Reader, change: Change): Promise<Dimensions> => {
  if (change.kind !== 'catalogued' && change.kind !== 'deal') return NOWHERE
  const achievement = await achievementById(reader, change.achievementId)
  const institution = await organisationById(reader, change.institutionId)
  return { field: achievement?.field ?? null, institutionKind: institution?.kind ?? 'other', region: institution?.region ?? '' }
}

export const hear = async (act: Act, told: Told): Promise<Result<unknown>> => {
  const change = changeOf(told)
  if (change) await applyChange(act.tx, change, await dimensionsOf(act.tx, change))
  return ok(null)
}

const BATCH = 500

/** Throws the figures away and reads the log from its first entry. Returns how many facts were read. */
export const rebuild = async (act: Act): Promise<number> => {
  await clearFigures(act.tx)
  let position = 0n
  let read = 0
  for (;;) {
    const facts = await factsFrom(act.tx, position, BATCH)
    for (const { fact } of facts) await hear(act, fact)
    read += facts.length
    const last = facts.at(-1)
    if (!last || facts.length < BATCH) return read
    position = last.position + 1n
  }
}
