/** What the module does on others' facts and when a period of silence is over. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { ok, type Result } from '#kernel/result.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction, Task } from '#platform/command/module.ts'
import { lockAskWithRight, settleAsk, SILENCE_TASK } from './commands.ts'
import { isSilenceOver } from './core/first-refusal.ts'
import { completeDisposal } from './doors.ts'
import { answersOf, insertRight, liveDisposalOfLot, setAnswer, setCompleter } from './store.ts'

const DONE = ok(null)

const text = (fact: Fact, key: string): string => {
  const value = fact.body[key]
  if (typeof value !== 'string') throw new Error(`${fact.type} has no ${key}`)
  return value
}

interface ToldCompleter {
  readonly position: number
  readonly personId: string | null
}

const completersIn = (value: Json | undefined): readonly (string | null)[] =>
  [...((value ?? []) as unknown as readonly ToldCompleter[])].sort((a, b) => a.position - b.position).map((completer) => completer.personId)

/** The catalogue opens the record of rights: the institution owns the whole until co-owners are declared. */
const onCatalogued = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const achievementId = text(fact, 'achievementId')
  const institutionId = text(fact, 'institutionId')
  const isNew = await insertRight(
    act.tx,
    {
      achievementId,
      institutionId,
      title: fact.body['title'] as unknown as Bilingual,
      isService: fact.body['isServiceAchievement'] !== false,
      completers: completersIn(fact.body['completers']),
    },
    act.now,
  )
  if (isNew)
    act.publish({ type: 'title.record_opened', subject: achievementId, related: [institutionId], body: { achievementId, institutionId }, visibleTo: 'public' })
  return DONE
}

const onCompleterLinked = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  await setCompleter(act.tx, text(fact, 'achievementId'), Number(fact.body['position']), text(fact, 'personId'))
  return DONE
}

/** On settlement an assigned right moves to the buyer. */
const onSettled = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const lotId = text(fact, 'lotId')
  if (!(await liveDisposalOfLot(act.tx, lotId))) return DONE
  return completeDisposal(act, lotId, text(fact, 'contractId'), text(fact, 'buyerOrganisationId'))
}

export const reactions: readonly Reaction[] = [
  { on: 'achievement.catalogued', name: 'title.achievement_catalogued', handle: onCatalogued },
  { on: 'achievement.completer_linked', name: 'title.completer_linked', handle: onCompleterLinked },
  { on: 'contract.settled', name: 'title.contract_settled', handle: onSettled },
]

/** Who was silent to the end of the period has waived. */
const onSilence: Task = async (act, payload) => {
  const found = await lockAskWithRight(act, String(payload['askId']))
  if (!found || found.ask.state !== 'open' || !isSilenceOver(found.ask.closes_at, act.now)) return DONE
  const { ask, right } = found
  for (const row of await answersOf(act.tx, [ask.id])) {
    if (row.answer !== null) continue
    await setAnswer(act.tx, ask.id, row.person_id, { answer: 'lapsed', note: '', at: act.now })
    act.publish({
      type: 'title.first_refusal_lapsed',
      subject: ask.achievement_id,
      related: [ask.id, row.person_id],
      body: { achievementId: ask.achievement_id, askId: ask.id, personId: row.person_id, ruleId: ask.rule.id },
      visibleTo: [right.institution_id, row.person_id],
    })
  }
  await settleAsk(act, ask)
  return DONE
}

export const tasks: Readonly<Record<string, Task>> = { [SILENCE_TASK]: onSilence }
