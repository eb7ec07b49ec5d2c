/** How many files a person imports in a day: every import asks here, so that one rule is counted in one way. */
import { DAY_MS, later } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import { countWithin } from './core/rule.ts'
import { rulesAt } from './doors.ts'
import { countImports, noteImport, type ImportKind } from './store.ts'

/** Counts the file, or refuses it; a file whose import is refused later is not counted, because nothing of that act stays. Operators import without limit. */
export const admitImport = async (act: Act, kind: ImportKind): Promise<Result<null, 'rulebook.too_many_imports'>> => {
  const { personId } = act.actor
  if (personId === null) return ok(null)
  await holdNamedLock(act.tx, `import.${kind}:${personId}`)
  const used = await countImports(act.tx, { personId, kind, since: later(act.now, -DAY_MS) })
  const room = countWithin(await rulesAt(act.tx, act.now), 'files.imports.perDay', used, 'rulebook.too_many_imports')
  if (room.ok) await noteImport(act.tx, { personId, kind, at: act.now })
  return room
}
