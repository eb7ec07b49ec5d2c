/** How many live streams one address may hold open: an office or a campus behind one address, not a flood. */
import { isIPv6 } from 'node:net'
import type { ServerResponse } from 'node:http'

const MAX_STREAMS = 15_000
const MAX_OF_ONE = 256
const IPV6_NETWORK_GROUPS = 4

/** One customer has a whole /64 of IPv6. */
const keyOf = (address: string): string => {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, IPV6_NETWORK_GROUPS).join(':')
}

export const liveAddresses = (bounds: { readonly all: number; readonly ofOne: number } = { all: MAX_STREAMS, ofOne: MAX_OF_ONE }) => {
  const open = new Map<string, number>()
  return {
    /** False when there are too many; else the stream counts until it closes. */
    enter: (address: string, response: Pick<ServerResponse, 'once'>, watching: number): boolean => {
      const key = keyOf(address)
      const count = open.get(key) ?? 0
      if (count >= bounds.ofOne || watching >= bounds.all) return false
      open.set(key, count + 1)
      response.once('close', () => {
        const left = (open.get(key) ?? 1) - 1
        if (left === 0) open.delete(key)
        else open.set(key, left)
      })
      return true
    },
  }
}
