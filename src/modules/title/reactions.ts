/** What the module does on others' facts and when a period of silence is over. */
import { correctedEnd, deadline } from '#kernel/business-calendar.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { achievementFacts } from '#modules/achievement/facts.ts'
import { rulebookFacts } from '#modules/rulebook/facts.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reaction, Task } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { SILENCE_RULE } from './commands.ts'
import { addressed, closeAsk, lockAskWithRight, settleAsk, SILENCE_TASK } from './round.ts'
import { isSilenceOver, isSilenceWaiver, outcomeOfSilence } from './core/first-refusal.ts'
import { titleFacts } from './facts.ts'
import { answersOf, holderIdOf, insertRight, lockOpenAsks, rankedAnswers, setAnswer, setAskEnd, setCompleter } from './store.ts'

const DONE = ok(null)

/** The catalogue opens the record of rights: the institution owns the whole until co-owners are declared. */
const onCatalogued = reaction(achievementFacts.catalogued, 'title.achievement_catalogued', async (act, { body }) => {
  const { achievementId, institutionId } = body
  const completers = body.completers.toSorted((a, b) => a.position - b.position).map((completer) => completer.personId)
  const right = { achievementId, institutionId, title: body.title ?? { zh: '', en: '' }, isService: body.isServiceAchievement, completers }
  const isNew = await insertRight(act.tx, right, act.now)
  if (isNew) act.publish(titleFacts.record_opened, { subject: achievementId, related: [institutionId], body: { achievementId, institutionId } })
  return DONE
})

const onCompleterLinked = reaction(achievementFacts.completer_linked, 'title.completer_linked', async (act, { body }) => {
  await setCompleter(act.tx, body.achievementId, body.position, body.personId)
  return DONE
})

/** Days off that were provisional are known: who may still answer loses no day by it. */
const onCalendarLaid = async (act: Act): Promise<Result<unknown>> => {
  for (const ask of await lockOpenAsks(act.tx, act.now)) {
    const rules = await rulesAt(act.tx, ask.askedAt)
    const { answerDays: days } = ask
    const counted = withinCalendar(() =>
      days === null ? statutoryDeadline(rules, SILENCE_RULE, ask.askedAt).closesAt : deadline(rules.calendar, ask.askedAt, days, 'wd'),
    )
    if (!counted.ok) return counted
    const closesAt = correctedEnd(ask.closesAt, counted.value, 'right')
    const found = closesAt === ask.closesAt ? undefined : await lockAskWithRight(act, ask.id)
    if (!found) continue
    await setAskEnd(act.tx, ask.id, closesAt)
    act.schedule({ key: `${SILENCE_TASK}:${ask.id}`, task: SILENCE_TASK, payload: { askId: ask.id }, dueAt: closesAt })
    const asked = await answersOf(act.tx, [ask.id])
    const holderIds = asked.map(holderIdOf)
    act.publish(titleFacts.first_refusal_corrected, {
      subject: ask.achievementId,
      related: [ask.id, ...holderIds],
      body: { achievementId: ask.achievementId, askId: ask.id, ...addressed(asked), closesAt: toIso(closesAt), toldClosesAt: toIso(ask.closesAt) },
      visibleTo: [found.right.institutionId, ...holderIds],
    })
  }
  return DONE
}

export const reactions: readonly Reaction[] = [onCatalogued, onCompleterLinked, reaction(rulebookFacts.calendar_laid, 'title.calendar_laid', onCalendarLaid)]

/** Who was silent to the end of the period has waived, where that was agreed; otherwise the round is over without an answer, and is asked again. */
const onSilence: Task = async (act, payload) => {
  const found = await lockAskWithRight(act, String(payload['askId']))
  if (!found || found.ask.state !== 'open' || !isSilenceOver(found.ask.closesAt, act.now)) return DONE
  const { ask, right } = found
  const answers = await rankedAnswers(act.tx, ask)
  if (!isSilenceWaiver(ask.silenceBasis)) {
    await closeAsk(act, ask, outcomeOfSilence(answers, ask.precedence))
    return DONE
  }
  for (const row of answers) {
    if (row.answer !== null) continue
    await setAnswer(act.tx, ask.id, holderIdOf(row), { answer: 'lapsed', note: '', at: act.now })
    act.publish(titleFacts.first_refusal_lapsed, {
      subject: ask.achievementId,
      related: [ask.id, holderIdOf(row)],
      body: {
        achievementId: ask.achievementId,
        askId: ask.id,
        personId: row.personId,
        ...(row.organisationId === null ? {} : { organisationId: row.organisationId }),
        ruleId: ask.rule.id,
      },
      visibleTo: [right.institutionId, holderIdOf(row)],
    })
  }
  await settleAsk(act, ask)
  return DONE
}

export const tasks: Readonly<Record<string, Task>> = { [SILENCE_TASK]: onSilence }
