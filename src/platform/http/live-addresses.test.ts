import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { liveAddresses } from './live-addresses.ts'

const stream = () => new EventEmitter() as unknown as Pick<ServerResponse, 'once'> & EventEmitter

test('one address holds so many streams and no more, until one of them ends', () => {
  const addresses = liveAddresses({ all: 100, ofOne: 2 })
  const first = stream()
  expect(addresses.enter('203.0.113.7', first, 0)).toBe(true)
  expect(addresses.enter('203.0.113.7', stream(), 1)).toBe(true)
  expect(addresses.enter('203.0.113.7', stream(), 2)).toBe(false)
  expect(addresses.enter('203.0.113.8', stream(), 2)).toBe(true)
  first.emit('close')
  expect(addresses.enter('203.0.113.7', stream(), 2)).toBe(true)
})

test('an IPv6 network is one address', () => {
  const addresses = liveAddresses({ all: 100, ofOne: 1 })
  expect(addresses.enter('2001:db8:1:2::1', stream(), 0)).toBe(true)
  expect(addresses.enter('2001:db8:1:2:ffff::9', stream(), 1)).toBe(false)
  expect(addresses.enter('2001:db8:1:3::1', stream(), 1)).toBe(true)
  expect(addresses.enter('2001:db8::1', stream(), 2)).toBe(true)
})

test('all together have a bound too', () => {
  expect(liveAddresses({ all: 5, ofOne: 2 }).enter('203.0.113.7', stream(), 5)).toBe(false)
})
