import { expect, test } from 'vitest'
import { place } from './place.ts'

test.each([
  ['lot_1', '/x/lot_1'],
  ['client:org_1:CNY', '/x/client:org_1:CNY'],
  ['a/b ?#', '/x/a%2Fb%20%3F%23'],
])('%s stands in an address as %s', (value, expected) => expect(place`/x/${value}`).toBe(expected))
