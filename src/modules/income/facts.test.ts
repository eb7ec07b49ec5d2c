import { expect, it } from 'vitest'
import { incomeFacts } from './facts.ts'

it('a completed plan is heard as it was told before it named its lot', () => {
  const { shape } = incomeFacts.completed.body
  expect(shape.lotId.parse(undefined)).toBeNull()
  expect(shape.lotId.parse('lot_1')).toBe('lot_1')
})
