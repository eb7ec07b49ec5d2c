/** What stands for a deposit instead of money here: a freeze, a bank guarantee, an insurance policy, or a waiver for good standing. */
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

export const INSTRUMENT_KINDS = ['freeze', 'guarantee', 'insurance', 'waiver'] as const
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number]

export const INSTRUMENT_STATES = ['filed', 'checked', 'standing', 'called', 'paid', 'refused', 'returned', 'released', 'lapsed'] as const
export type InstrumentState = (typeof INSTRUMENT_STATES)[number]

/** One officer checks the proof with whoever issued it, a second confirms: only then it counts. What serves one lot is called with it; a frame stands on. */
export const instrumentLifecycle = lifecycle({
  initial: 'filed',
  states: {
    filed: { check: 'checked', return: 'returned', release: 'released', lapse: 'lapsed' },
    checked: { confirm: 'standing', return: 'returned', release: 'released', lapse: 'lapsed' },
    standing: { call: 'called', release: 'released', lapse: 'lapsed' },
    called: { pay: 'paid', refuse: 'refused' },
    // Whoever was refused is still owed by the bidder itself.
    refused: { pay: 'paid' },
    paid: {},
    returned: {},
    released: {},
    lapsed: {},
  },
})
export type InstrumentEvent = Parameters<typeof instrumentLifecycle.next>[1]

export const CALL_STATES = ['called', 'paid', 'refused'] as const
export type CallState = (typeof CALL_STATES)[number]

export const callLifecycle = lifecycle({ initial: 'called', states: { called: { pay: 'paid', refuse: 'refused' }, refused: { pay: 'paid' }, paid: {} } })

type Place = 'market' | 'second'
const byFinance = <const Act extends string>(act: Act) => ({ act, of: 'market' as const, roles: ['finance'] as const })

export const INSTRUMENT_WAITS: Waits<InstrumentState, 'check' | 'confirm' | 'followUp', Place> = {
  filed: [byFinance('check')],
  checked: [{ act: 'confirm', of: 'second', roles: ['finance'] }],
  standing: [],
  called: [byFinance('followUp')],
  paid: [],
  refused: [],
  returned: [],
  released: [],
  lapsed: [],
}

/** Whether a promise is one of somebody else's, with a sum, a number and an end. */
export const isPromise = (kind: InstrumentKind): boolean => kind !== 'waiver'
