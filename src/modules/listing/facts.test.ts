import { describe, expect, it } from 'vitest'
import { listingFacts } from './facts.ts'

const seen = (name: 'ready' | 'withdrawn', visibleTo: 'public' | readonly string[]) =>
  listingFacts[name].watched?.({ type: `listing.${name}`, subject: 'lot_1', body: { title: 'secret' }, visibleTo })

describe('what watchers see of a lot', () => {
  it('is that an announced lot moved and nothing of what its facts hold', () => {
    expect(seen('ready', 'public')).toEqual({ event: 'lot', data: { lotId: 'lot_1', change: 'ready' } })
  })
  it('is nothing of what only the seller may know', () => {
    expect(seen('withdrawn', ['org_1'])).toBeNull()
  })
  it('is nothing of the steps of an applicant', () => {
    const applicant = Object.values(listingFacts).filter(({ body }) => 'applicationId' in body.shape)
    expect(applicant.length).toBeGreaterThan(7)
    expect(applicant.filter(({ watched }) => watched !== null)).toEqual([])
  })
})
