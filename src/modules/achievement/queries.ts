/** Read models: the record page, the desks. The catalogue has a file of its own. */
import { organisationsOf } from '#kernel/actor.ts'
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { containing } from '#platform/db/like.ts'
import { cursorOf, cutPage, placeOf } from '#platform/db/page.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { achievementContract } from './api.ts'
import { list, similar } from './catalogue-queries.ts'
import { actsOf } from './core/acts.ts'
import { NO_REGISTRATION, type Registration } from './core/content.ts'
import type { AchievementState } from './core/lifecycle.ts'
import { mayEdit, maySee, maySeeConfidential } from './core/permit.ts'
import { cardsOf } from './cards.ts'
import { handledOf, ownedOf } from './commands.ts'
import { completerRows, from, patentRows, RECORD_COLUMNS, recordRow, type CompleterRow, type RecordRow } from './store.ts'

type AchievementQueries = Queries<typeof achievementContract, 'list' | 'get' | 'similar' | 'mine' | 'drafts' | 'waiting'>

export const registrationOf = (row: RecordRow): Registration => ({ ...NO_REGISTRATION, ...row.registration })

const confidentialOf = async (view: View, row: RecordRow, completers: readonly CompleterRow[]) => {
  if (!maySeeConfidential(view.actor, ownedOf(row, completers))) return null
  const officers = await personsByIds(
    view.reader,
    [row.assessedBy, row.approvedBy].flatMap((id) => id ?? []),
  )
  const nameOf = (id: string | null) => (id === null ? null : (officers.get(id)?.name.zh ?? id))
  return {
    completers: completers.map((completer) => ({
      position: completer.position,
      personId: completer.personId,
      name: completer.name,
      shareBasisPoints: completer.shareBasisPoints,
      isMain: completer.isMain,
      isRepresentative: completer.isRepresentative,
      confirmation: completer.confirmation,
      remark: completer.remark,
    })),
    projectNumber: row.projectNumber,
    priorDisclosures: row.priorDisclosures.map((entry) => ({ ...entry })),
    thirdPartyRights: row.thirdPartyRights,
    secrecy: row.secrecy,
    confidentialNote: row.confidentialNote,
    decision: row.decision,
    decisionNote: row.decisionNote,
    decisionDueOn: row.decisionDueOn,
    returnReason: row.returnReason,
    assessedBy: nameOf(row.assessedBy),
    approvedBy: nameOf(row.approvedBy),
  }
}

const byId: AchievementQueries['get'] = async (view, input) => {
  const row = await recordRow(view.reader, input.id)
  const completers = row ? await completerRows(view.reader, [row.id]) : []
  if (!row || !maySee(view.actor, ownedOf(row, completers))) return refuse('achievement.not_found')
  const [card] = await cardsOf(view.reader, [row])
  if (!card) return refuse('achievement.not_found')
  const patents = await patentRows(view.reader, row.id)
  return ok({
    ...card,
    abstract: row.abstract ?? { zh: '', en: '' },
    keywords: row.keywords,
    form: row.form ?? 'other',
    chains: row.chains,
    ipc: row.ipc,
    industryCode: row.industryCode,
    patents: patents.map((patent) => ({ number: patent.number, kind: patent.kind, isGranted: patent.isGranted })),
    fundingSource: row.fundingSource ?? 'own',
    marketNote: row.marketNote,
    isServiceAchievement: row.isService,
    registration: registrationOf(row),
    source: row.source,
    disclosedAt: row.disclosedAt,
    completers: completers.map((completer) => ({ name: completer.name, isMain: completer.isMain, isRepresentative: completer.isRepresentative })),
    lotId: row.lotId,
    contractId: row.contractId,
    confidential: await confidentialOf(view, row, completers),
    acts: actsOf(view.actor, handledOf(row, completers)),
  })
}

const draft: AchievementQueries['drafts']['get'] = async (view, input) => {
  const row = await recordRow(view.reader, input.id)
  const completers = row ? await completerRows(view.reader, [row.id]) : []
  if (!row || !mayEdit(view.actor, ownedOf(row, completers))) return refuse('achievement.not_found')
  const values = Object.fromEntries(Object.entries(row.draft ?? {}).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]))
  const acts = actsOf(view.actor, handledOf(row, completers))
  return ok({ achievementId: row.id, state: row.state, returnReason: row.returnReason, values, savedAt: row.changedAt, acts })
}

const draftTitle = (row: RecordRow) => {
  const value = (key: string) => (typeof row.draft?.[key] === 'string' ? row.draft[key] : '')
  return row.title ?? { zh: value('title.zh'), en: value('title.en') }
}

const deskCards = async (view: View, rows: readonly RecordRow[]) => {
  const cards = await cardsOf(view.reader, rows)
  const completers = await completerRows(
    view.reader,
    rows.map((row) => row.id),
  )
  const writers = await personsByIds(
    view.reader,
    rows.map((row) => row.createdBy),
  )
  return rows.map((row, index) => {
    const ofRow = completers.filter((completer) => completer.achievementId === row.id)
    const awaitsMe = ofRow.some((completer) => completer.personId === view.actor.personId && completer.confirmation === 'pending') && row.state !== 'draft'
    const card = cards[index]
    if (!card) throw new Error('achievement: a card is missing')
    return {
      ...card,
      title: draftTitle(row),
      source: row.source,
      decision: row.decision,
      decisionDueOn: row.decisionDueOn,
      createdByName: writers.get(row.createdBy)?.name.zh ?? '',
      disclosedAt: row.disclosedAt,
      returnReason: row.returnReason,
      unconfirmed: ofRow.filter((completer) => completer.confirmation === 'pending' || completer.confirmation === 'contested').length,
      awaitsMyConfirmation: awaitsMe,
    }
  })
}

interface DeskInput {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly state?: AchievementState | undefined
  readonly q?: string | undefined
}

type DeskScope = { readonly personId: string } | { readonly institutionIds: readonly string[] }

/** Newest change first; drafts only of the writer. */
const deskPage = async (view: View, input: DeskInput, scope: DeskScope) => {
  const place = placeOf(input.cursor)
  const base = from(view.reader)
    .selectFrom('achievement.record')
    .where((eb) =>
      'personId' in scope
        ? eb.or([
            eb('createdBy', '=', scope.personId),
            eb.and([
              eb('state', '<>', 'draft'),
              eb.exists(
                eb
                  .selectFrom('achievement.completer as c')
                  .select('c.position')
                  .whereRef('c.achievementId', '=', 'achievement.record.id')
                  .where('c.personId', '=', scope.personId),
              ),
            ]),
          ])
        : eb.and([eb('institutionId', 'in', [...scope.institutionIds, '']), eb('state', '<>', 'draft')]),
    )
    .$if(input.state !== undefined, (q) => q.where('state', '=', input.state ?? 'draft'))
    .$if(Boolean(input.q), (q) => q.where(sql<string>`title::text`, 'ilike', containing(input.q ?? '')))
  const total = await base.select((eb) => eb.fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow()
  const rows = await base
    .select(RECORD_COLUMNS)
    .$if(place !== null, (q) => q.where(sql<boolean>`(changed_at, id) < (${timestamp(Number(place?.rank ?? 0) as Instant)}, ${place?.id ?? ''})`))
    .orderBy('changedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { items: shown, nextCursor } = cutPage(rows, input.limit, (row) => cursorOf(row.changedAt, row.id))
  return ok({
    items: await deskCards(view, shown),
    nextCursor,
    total: Number(total.count),
  })
}

const mine: AchievementQueries['mine'] = (view, input) => deskPage(view, input, { personId: view.actor.personId ?? '' })

const inbox: AchievementQueries['waiting'] = (view, input) =>
  deskPage(view, input, {
    institutionIds: organisationsOf(view.actor, 'tto', 'approver'),
  })

export const queries: AchievementQueries = { list, get: byId, similar, mine, drafts: { get: draft }, waiting: inbox }
