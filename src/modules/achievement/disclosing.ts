/** Writes a disclosure: completers known, content sound, not known already. */
import type { Actor } from '#kernel/actor.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { organisationById, personsByIds } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { checkContent, type Content, type ContentRules } from './core/content.ts'
import { naturalKeys } from './core/natural-key.ts'
import type { PatentNumber } from './core/patent-number.ts'
import type { Completer } from './core/shares.ts'
import { completerRows, recordOfKeys, replaceKeys, saveContent, type CompleterRow, type RecordRow } from './store.ts'

interface NamedCompleter {
  readonly personId: string
  readonly shareBasisPoints: number
  readonly isMain: boolean
  readonly isRepresentative: boolean
}

/** Completers get their names from the register of people. */
export const namedCompleters = async (act: Act, given: readonly NamedCompleter[]): Promise<Result<readonly Completer[]>> => {
  const persons = await personsByIds(
    act.tx,
    given.map(({ personId }) => personId),
  )
  const unknown = given.findIndex(({ personId }) => !persons.has(personId))
  if (unknown >= 0) return refuse('achievement.completer_unknown', {}, { field: `completers.${unknown}.personId` })
  return ok(given.map((completer) => ({ ...completer, name: persons.get(completer.personId)?.name.zh ?? '' })))
}

/** In Beijing, where applications are filed. */
export const yearOf = (now: Instant): number => Number(dateOf(now).slice(0, 4))

export const contentRules = async (act: Act): Promise<ContentRules> => {
  const rules = await rulesAt(act.tx, act.now)
  return { maxKeywords: rules.number('achievement.keywords.max'), keywordsRule: rules.cite('achievement.keywords.max'), thisYear: yearOf(act.now) }
}

/** A writer stands by the own share; others confirm, unless nothing has changed since they did. */
const rowsOf = (
  id: string,
  completers: readonly Completer[],
  more: { readonly before: readonly CompleterRow[]; readonly writer: Actor; readonly now: CompleterRow['confirmedAt'] },
): CompleterRow[] =>
  completers.map((completer, position) => {
    const earlier = more.before.find(
      (row) => row.personId === completer.personId && row.confirmation === 'confirmed' && row.shareBasisPoints === completer.shareBasisPoints,
    )
    const isWriter = completer.personId !== null && completer.personId === more.writer.personId
    const confirmation = completer.personId === null ? 'on_paper' : isWriter || earlier ? 'confirmed' : 'pending'
    return {
      achievementId: id,
      position,
      personId: completer.personId,
      name: completer.name,
      shareBasisPoints: completer.shareBasisPoints,
      isMain: completer.isMain,
      isRepresentative: completer.isRepresentative,
      confirmation,
      confirmedAt: confirmation === 'confirmed' ? (earlier?.confirmedAt ?? more.now) : null,
      remark: earlier?.remark ?? '',
    }
  })

export const keysOf = (content: Content, institutionId: string, patents: readonly PatentNumber[]): readonly string[] =>
  naturalKeys({
    registrationNumber: content.registration.number,
    patents,
    institutionId,
    title: content.title.zh,
    year: (content.registration.endedOn ?? content.registration.registeredOn)?.slice(0, 4) ?? null,
  })

/** Checks and saves; the state is the caller's. */
export const writeContent = async (
  act: Act,
  record: Pick<RecordRow, 'id' | 'institutionId'>,
  content: Content,
  rules: ContentRules,
): Promise<Result<readonly PatentNumber[]>> => {
  const checked = checkContent(content, rules)
  if (!checked.ok) return checked
  const keys = keysOf(content, record.institutionId, checked.value)
  const known = await recordOfKeys(act.tx, keys)
  if (known !== null && known !== record.id) return refuse('achievement.already_known', {}, { field: 'title.zh' })
  const before = await completerRows(act.tx, [record.id])
  await saveContent(act.tx, record.id, content, {
    patents: checked.value,
    completers: rowsOf(record.id, content.completers, { before, writer: act.actor, now: act.now }),
    now: act.now,
  })
  await replaceKeys(act.tx, record.id, keys)
  return checked
}

export const regionOfInstitution = async (act: Act, institutionId: string): Promise<string | null> =>
  (await organisationById(act.tx, institutionId))?.region ?? null
