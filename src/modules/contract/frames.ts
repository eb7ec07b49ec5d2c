/** What a live watcher is told: that something moved. The page then reads what its viewer may see. */
import type { Frame } from '#platform/command/module.ts'

const moved: Frame = ({ type, subject }) => ({ event: 'contract', data: { contractId: subject, change: type.slice('contract.'.length) } })

const TYPES = [
  'sale_offered',
  'sale_confirmed',
  'drafted',
  'confirmed',
  'effective',
  'price_paid',
  'overdue',
  'handed_over',
  'handover_rejected',
  'settled',
  'defaulted',
  'withdrawn',
  'terminated',
] as const

export const frames: Readonly<Record<string, Frame>> = Object.fromEntries(TYPES.map((type) => [`contract.${type}`, moved]))
