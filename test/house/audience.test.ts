/** Whose affair a fact is, is decided for every fact: told to somebody, or left out on purpose. */
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { AUDIENCE } from '#modules/notification/reactions.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { moduleList } from '../../src/app/modules.ts'

/** Acts of the office that answers for them, steps of which another fact tells at the same moment, and what concerns everybody. */
const LEFT_OUT: readonly string[] = `
  evidence.key_handed_over evidence.key_accepted rulebook.proposed rulebook.commented rulebook.adopted rulebook.rejected rulebook.calendar_laid indicator.rebuilt
  party.organisation_registered party.market_founded party.credit_code_accepted party.person_added party.person_changed party.invitation_sent
  account.erasure_asked account.erasure_withdrawn party.authority_filed party.credential_filed party.confirmation_agreed
  party.invitation_withdrawn party.payout_account_set party.particulars_set party.account_changed
  ledger.posted ledger.statement_imported ledger.line_unmatched ledger.line_noted ledger.line_assigned ledger.assignment_proposed
  ledger.assignment_rejected ledger.hold_placed ledger.hold_released ledger.cover_released ledger.hold_voided ledger.hold_captured ledger.escrow_released
  ledger.payout_ordered ledger.payout_approved ledger.payout_exported ledger.payout_account_proposed
  payment.instrument_filed payment.instrument_checked listing.deposit_secured
  notice.opened notice.resumed notice.certified notice.upheld notice.withdrawn notice.bar_appealed
  document.stored document.linked document.swept
  achievement.withdrawn achievement.contribution_confirmed achievement.filed achievement.catalogued achievement.listed achievement.unlisted
  title.record_opened title.holders_declared title.co_owner_consented title.encumbrance_recorded title.encumbrance_lifted title.first_refusal_waived
  title.disposal_reserved title.disposal_released title.disposal_completed
  demand.revised demand.imported demand.closed demand.withdrawn
  listing.revised listing.check_passed listing.check_returned listing.ready listing.reserve_entered listing.reserve_struck listing.reserve_fixed listing.reserve_not_fixed listing.application_withdrawn
  auction.scheduled auction.opened auction.timed_started auction.bid_accepted auction.bid_refused auction.extended auction.extension_alarm
  panel.nonce_unsealed panel.expert_declared panel.sheet_locked
  auction.proposal_filed auction.price_named
  auction.floor_authorised auction.floor_revoked auction.called auction.course_signed
  auction.proxy_set auction.proxy_withdrawn auction.remarks_made auction.closed auction.record_signed
  income.approval_given income.receipt_confirmed
  complaint.filed complaint.withdrawn
  session.drafted session.revised session.submitted session.started session.held
  session.lot_asked session.lot_taken_back session.lot_removed session.ordered
  session.slot_prepared session.slides_put session.question_asked session.question_answered
  session.co_listing_confirmed session.co_listing_declined session.co_listing_withdrawn
  notification.served notification.opened`
  .trim()
  .split(/\s+/)

const { modules } = moduleList({
  demo: true,
  files: openDiskStore(tmpdir()),
  dataDirectory: tmpdir(),
  publicUrl: 'http://zhepai.test',
  origin: 'zhepai.test/log',
})
const kinds = modules.flatMap((module) => Object.values(module.facts ?? {}))
const untold = [...LEFT_OUT, ...kinds.flatMap(({ type, isUntold }) => (isUntold ? [type] : []))]
const declared = modules.flatMap((module) => Object.values(module.facts ?? {}).map(({ type }) => type))
const told = AUDIENCE.map(({ fact }) => fact.type)

describe('the audience of facts', () => {
  it('is decided for each, once', () => {
    expect(told.toSorted()).toEqual([...new Set(told)].toSorted())
    expect(told.filter((type) => untold.includes(type))).toEqual([])
    expect(declared.filter((type) => !told.includes(type) && !untold.includes(type))).toEqual([])
  })
  it('is decided for no fact that nobody tells', () => expect([...told, ...LEFT_OUT].filter((type) => !declared.includes(type))).toEqual([]))
})
