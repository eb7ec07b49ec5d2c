import { BUYER_ROLES } from '#kernel/actor.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Wait, Waits } from '#kernel/waiting.ts'

/** Back to where it stood: a dispute was dropped, or a notice of rescission had no effect. */
const GOES_ON = {
  resume_sale_pending: 'sale_pending',
  resume_drafted: 'drafted',
  resume_effective: 'effective',
  resume_overdue: 'overdue',
  resume_paid: 'paid',
  resume_handed_over: 'handed_over',
  resume_registering: 'registering',
} as const

/**
 * From the result notice that has run to the money in the seller's account. Where the right passes on registration, acceptance leads to `registering`.
 * A notice of rescission waits in `rescinded` for an objection; in `disputed` every clock that would move the money stands still.
 */
export const contractLifecycle = lifecycle({
  initial: 'sale_pending',
  states: {
    sale_pending: { confirm_sale: 'drafted', rescind: 'rescinded', withdraw: 'withdrawn' },
    drafted: { redraft: 'drafted', confirm: 'effective', rescind: 'rescinded', withdraw: 'withdrawn' },
    effective: { pay: 'paid', fall_due: 'overdue', rescind: 'rescinded', terminate: 'terminated' },
    overdue: { demand: 'overdue', pay: 'paid', rescind: 'rescinded', terminate: 'terminated' },
    paid: {
      demand: 'paid',
      hand_over: 'handed_over',
      rescind: 'rescinded',
      dispute: 'disputed',
      perform: 'settled',
      perform_unregistered: 'registering',
      terminate: 'terminated',
    },
    handed_over: {
      demand: 'handed_over',
      accept: 'settled',
      accept_unregistered: 'registering',
      accept_part: 'paid',
      reject: 'paid',
      rescind: 'rescinded',
      dispute: 'disputed',
      perform: 'settled',
      perform_unregistered: 'registering',
      terminate: 'terminated',
    },
    registering: {
      demand: 'registering',
      file: 'registering',
      register: 'settled',
      rescind: 'rescinded',
      dispute: 'disputed',
      perform_unregistered: 'registering',
      terminate: 'terminated',
    },
    // Both sides may agree that it stands after all, or that it goes on where it stood.
    rescinded: {
      ...GOES_ON,
      dispute: 'disputed',
      perform: 'settled',
      perform_unregistered: 'registering',
      withdraw: 'withdrawn',
      default: 'defaulted',
      terminate: 'terminated',
    },
    disputed: {
      ...GOES_ON,
      resume_rescinded: 'rescinded',
      perform: 'settled',
      perform_unregistered: 'registering',
      withdraw: 'withdrawn',
      terminate: 'terminated',
    },
    settled: {},
    defaulted: {},
    withdrawn: {},
    terminated: {},
  },
})

export type ContractState = (typeof contractLifecycle.states)[number]
export type ContractEvent = Parameters<typeof contractLifecycle.next>[1]
export const CONTRACT_STATES = contractLifecycle.states

export const DISPUTABLE = ['paid', 'handed_over', 'registering', 'rescinded'] as const satisfies readonly ContractState[]
export type DisputableState = (typeof DISPUTABLE)[number]

/** From where a contract can be rescinded, with the event that leads back. */
export const GOING_ON = {
  sale_pending: 'resume_sale_pending',
  drafted: 'resume_drafted',
  effective: 'resume_effective',
  overdue: 'resume_overdue',
  paid: 'resume_paid',
  handed_over: 'resume_handed_over',
  registering: 'resume_registering',
} as const satisfies Partial<Record<ContractState, ContractEvent>>
export type RescindableState = keyof typeof GOING_ON
export const isRescindable = (state: ContractState): state is RescindableState => state in GOING_ON

type Awaited =
  | 'confirmSale'
  | 'confirm'
  | 'pay'
  | 'payOverdue'
  | 'demand'
  | 'handOver'
  | 'accept'
  | 'fileRegistration'
  | 'checkRegistration'
  | 'rescind'
  | 'recordEnd'
  | 'stateCase'
  | 'confirmSplit'
type Place = 'seller' | 'buyer' | 'market'

const seller = <const Act extends Awaited>(act: Act): Wait<Act, Place> => ({ act, of: 'seller', roles: ['tto', 'approver'] })
const buyer = <const Act extends Awaited>(act: Act): Wait<Act, Place> => ({ act, of: 'buyer', roles: [...BUYER_ROLES, 'approver'] })
const market = <const Act extends Awaited>(act: Act): Wait<Act, Place> => ({ act, of: 'market', roles: ['clerk'] })
const both = (act: Awaited): readonly Wait<Awaited, Place>[] => [seller(act), buyer(act)]

/** Both sides confirm; then each has the next word in turn. The price is paid at the bank. What its clock does not allow yet waits for nobody. */
export const CONTRACT_WAITS: Waits<ContractState, Awaited, Place> = {
  sale_pending: [...both('confirmSale'), ...both('rescind'), ...both('confirmSplit')],
  drafted: [...both('confirm'), ...both('rescind'), ...both('confirmSplit')],
  effective: [buyer('pay'), ...both('confirmSplit')],
  overdue: [buyer('payOverdue'), seller('demand'), seller('rescind'), ...both('confirmSplit')],
  paid: [seller('handOver'), buyer('demand'), buyer('rescind'), ...both('confirmSplit')],
  handed_over: [buyer('accept'), seller('demand'), ...both('confirmSplit')],
  registering: [...both('fileRegistration'), market('checkRegistration'), buyer('demand'), ...both('rescind'), ...both('confirmSplit')],
  rescinded: [market('recordEnd'), ...both('confirmSplit')],
  disputed: [...both('stateCase'), ...both('confirmSplit'), market('confirmSplit')],
  settled: [],
  defaulted: [],
  withdrawn: [],
  terminated: [],
}
