/** What a live watcher is told: that a plan moved, never an amount or a name. */
import type { Frame } from '#platform/command/module.ts'

const moved: Frame = ({ type, subject }) => ({ event: 'income', data: { planId: subject, change: type.slice('income.'.length) } })

const TYPES = [
  'awaited',
  'planned',
  'notified',
  'cleared',
  'approval_given',
  'approved',
  'returned',
  'payout_ordered',
  'paid',
  'completed',
  'receipt_confirmed',
] as const

export const frames: Readonly<Record<string, Frame>> = Object.fromEntries(TYPES.map((type) => [`income.${type}`, moved]))
