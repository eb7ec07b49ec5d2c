/** What the module does on others' facts and when a period of silence is over. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { correctedEnd } from '#kernel/business-calendar.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction, Task } from '#platform/command/module.ts'
import { lockAskWithRight, settleAsk, SILENCE_RULE, SILENCE_TASK } from './commands.ts'
import { isSilenceOver } from './core/first-refusal.ts'
import { completeDisposal } from './doors.ts'
import { answersOf, insertRight, liveDisposalOfLot, lockOpenAsks, setAnswer, setAskEnd, setCompleter } from './store.ts'

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

/** Days off that were provisional are known: who may still answer loses no day by it. */
const onCalendarLaid = async (act: Act): Promise<Result<unknown>> => {
  for (const ask of await lockOpenAsks(act.tx, act.now)) {
    const rules = await rulesAt(act.tx, ask.asked_at)
    const counted = withinCalendar(() => statutoryDeadline(rules, SILENCE_RULE, ask.asked_at))
    if (!counted.ok) return counted
    const closesAt = correctedEnd(ask.closes_at, counted.value.closesAt, 'right')
    const found = closesAt === ask.closes_at ? undefined : await lockAskWithRight(act, ask.id)
    if (!found) continue
    await setAskEnd(act.tx, ask.id, closesAt)
    act.schedule({ key: `${SILENCE_TASK}:${ask.id}`, task: SILENCE_TASK, payload: { askId: ask.id }, dueAt: closesAt })
    const personIds = (await answersOf(act.tx, [ask.id])).map((row) => row.person_id)
    act.publish({
      type: 'title.first_refusal_corrected',
      subject: ask.achievement_id,
      related: [ask.id, ...personIds],
      body: { achievementId: ask.achievement_id, askId: ask.id, closesAt: toIso(closesAt), toldClosesAt: toIso(ask.closes_at) },
      visibleTo: [found.right.institution_id, ...personIds],
    })
  }
  return DONE
}

export const reactions: readonly Reaction[] = [
  { on: 'achievement.catalogued', name: 'title.achievement_catalogued', handle: onCatalogued },
  { on: 'achievement.completer_linked', name: 'title.completer_linked', handle: onCompleterLinked },
  { on: 'contract.settled', name: 'title.contract_settled', handle: onSettled },
  { on: 'rulebook.calendar_laid', name: 'title.calendar_laid', handle: onCalendarLaid },
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
