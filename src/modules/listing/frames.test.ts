import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { frames } from './frames.ts'

const fact = (type: string, visibleTo: 'public' | readonly string[]) => ({
  id: 'fct_1',
  type,
  version: 1,
  subject: 'lot_1',
  related: [],
  body: { title: 'secret' },
  visibleTo,
  at: 0 as Instant,
  actor: SYSTEM,
  position: 1n,
})

describe('frames of a lot', () => {
  it('say that an announced lot moved and nothing of what its facts hold', () => {
    expect(frames['listing.ready']?.(fact('listing.ready', 'public'))).toEqual({ event: 'lot', data: { lotId: 'lot_1', change: 'ready' } })
  })
  it('are silent about what only the seller may know', () => {
    expect(frames['listing.withdrawn']?.(fact('listing.withdrawn', ['org_1']))).toBeNull()
  })
  it('do not exist for the steps of an applicant', () => {
    const applicant = ['applied', 'qualified', 'refused', 'deposit_confirmed', 'deposit_released', 'application_withdrawn', 'application_lapsed']
    expect(applicant.filter((step) => `listing.${step}` in frames)).toEqual([])
  })
})
