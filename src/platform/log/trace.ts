/** One id per request or piece of deferred work; it stands on every log line of it and in the reference of a fault page. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomPiece } from '#platform/command/random.ts'

const storage = new AsyncLocalStorage<string>()
const TRACE_BYTES = 16

/** As W3C trace context spells it: 32 hex digits. */
export const newTraceId = (): string => Buffer.from(randomPiece(TRACE_BYTES)).toString('hex')

export const withTrace = <Value>(traceId: string, work: () => Value): Value => storage.run(traceId, work)

export const currentTraceId = (): string | undefined => storage.getStore()

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/

/** The caller's trace where it sent a well-formed `traceparent`, else a new one. */
export const traceIdFrom = (traceparent: string | undefined): string => {
  const told = TRACEPARENT.exec(traceparent ?? '')?.[1]
  return told !== undefined && !/^0+$/.test(told) ? told : newTraceId()
}
