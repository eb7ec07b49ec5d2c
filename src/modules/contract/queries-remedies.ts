/** What a contract shows beside the straight way: the register, a rescission, a dispute and the divisions of what is held. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { ContractRow } from './store.ts'
import type { Records } from './store-remedies.ts'

const rescissionOf = ({ rescindedSide: side, rescindedGround: ground, rescindedReason, rescindedAt: at, objectionEndsAt }: ContractRow) =>
  side === null || ground === null || at === null || objectionEndsAt === null ? null : { side, ground, reason: rescindedReason ?? '', at, objectionEndsAt }

const disputeOf = ({ disputedSide: side, disputedFrom: from, disputedAt: openedAt }: ContractRow) =>
  side === null || from === null || openedAt === null ? null : { side, from, openedAt }

export const remediesOf = (row: ContractRow, { filings, statements, splits }: Records, nameOf: (personId: string) => Bilingual) => ({
  registers: [...(row.registers ?? [])],
  filings: filings.map((filing) => ({
    round: filing.round,
    outcome: filing.outcome,
    state: filing.state,
    side: filing.side,
    number: filing.number,
    on: filing.onDate,
    documentIds: filing.documentIds,
    cause: filing.cause,
    reason: filing.reason,
    note: filing.note,
    filedAt: filing.filedAt,
    checks: [filing.firstBy, filing.secondBy].filter((by) => by !== null).length,
  })),
  rescission: rescissionOf(row),
  dispute: disputeOf(row),
  statements: statements.map(({ no, side, statement, documentIds, personId, statedAt: at }) => ({
    no,
    side,
    statement,
    documentIds,
    byName: nameOf(personId),
    at,
  })),
  splits: splits.map(({ contractId: _contractId, onDate: on, proposedBy: _proposedBy, confirmedBy: _confirmedBy, ...split }) => ({ ...split, on })),
})
