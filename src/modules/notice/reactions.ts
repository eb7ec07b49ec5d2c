/** A certified notice gets its certificate as a paper; when an arrangement of holidays is entered, periods that were told on provisional days are counted again. */
import type { Heard } from '#contract/fact.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { documentsOf, printPaper } from '#modules/document/index.ts'
import { organisationById } from '#modules/party/index.ts'
import { rulebookFacts } from '#modules/rulebook/facts.ts'
import { rulesAt, sourceIn, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction, retired } from '#platform/command/reaction.ts'
import { correctClock } from './core/clock.ts'
import { noticeFacts } from './facts.ts'
import { kindLabel } from './kinds.ts'
import { noticeCertificate } from './papers/notice-certificate.ts'
import { planClose, tell } from './steps.ts'
import { lockRunning, numberOf, readNotice, saveClock } from './store.ts'

/** A notice never ends earlier than was told: only later ends are written. */
const onCalendarLaid = async (act: Act): Promise<Result<unknown>> => {
  const { calendar } = await rulesAt(act.tx, act.now)
  for (const notice of await lockRunning(act.tx, act.now)) {
    const { clock } = notice
    if (!clock.isRunning) continue
    const counted = withinCalendar(() => correctClock(calendar, clock, clock.since > notice.opensAt))
    if (!counted.ok) return counted
    const corrected = counted.value
    if (corrected.closesAt === clock.closesAt) continue
    await saveClock(act.tx, notice, { state: notice.state, clock: corrected })
    planClose(act, notice.id, corrected.closesAt)
    tell(act, noticeFacts.corrected, notice, { closesAt: toIso(corrected.closesAt), toldClosesAt: toIso(clock.closesAt) })
  }
  return ok(null)
}

type Certified = Heard<typeof noticeFacts.certified>

/** Anybody may download it, under the id of the notice. */
const onCertified = async (act: Act, { at, subject, body }: Fact<Certified>): Promise<Result<unknown>> => {
  const already = await documentsOf(act.tx, subject)
  if (already.some((document) => document.kind === 'notice_certificate')) return ok(null)
  const notice = await readNotice(act.tx, subject)
  if (!notice) throw new Error(`notice ${subject} vanished`)
  const publisher = await organisationById(act.tx, body.ownerOrganisationId)
  const rules = await rulesAt(act.tx, body.opensAt)
  return printPaper(act, {
    subject,
    kind: 'notice_certificate',
    name: `公示证明-${body.titleZh.slice(0, 60).replace(/[\\/]/g, ' ')}.pdf`,
    paper: noticeCertificate({
      number: numberOf(notice),
      kindLabel: kindLabel(body.kind).zh,
      title: body.titleZh,
      publisher: publisher?.name.zh ?? '',
      openedAt: body.opensAt,
      closedAt: body.closedAt,
      objectionCount: body.objections,
      ruleSource: sourceIn('zh', rules.cite(body.ruleKey).source),
      issuedAt: at,
    }),
    visibleTo: 'public',
  })
}

export const reactions: readonly Reaction[] = [
  reaction(rulebookFacts.calendar_laid, 'notice.calendar_laid', onCalendarLaid),
  reaction(noticeFacts.certified, 'notice.certificate', onCertified),
  // The files made it before: what waits in the queue from then is still done.
  retired(noticeFacts.certified, 'document.notice_certified', onCertified),
]
