/** One JSON line per event on standard output; what collects them is not our business. */
import { pino, type DestinationStream, type Logger } from 'pino'
import { redact, redactText } from './redact.ts'
import { currentTraceId } from './trace.ts'

export type Log = Logger

export interface LogOptions {
  readonly level: string
  readonly destination?: DestinationStream
}

export const createLog = ({ level, destination }: LogOptions): Log => {
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      messageKey: 'message',
      errorKey: 'error',
      formatters: { level: (label) => ({ level: label }), log: redact },
      serializers: { error: (error: unknown) => error, err: (error: unknown) => error },
      mixin: () => {
        const traceId = currentTraceId()
        return traceId === undefined ? {} : { traceId }
      },
      hooks: { streamWrite: redactText },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
  return redactingChildren(log)
}

/** pino applies the `bindings` formatter to the root only; children inherit this method by their prototype. */
const redactingChildren = (log: Log): Log => {
  const child = Reflect.get(log, 'child') as unknown as (this: Log, bindings: object, options?: object) => Log
  const redacting = function (this: Log, bindings: object, options?: object) {
    return child.call(this, redact(bindings), options)
  }
  return Object.assign(log, { child: redacting })
}
