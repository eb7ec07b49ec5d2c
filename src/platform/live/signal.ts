/** How processes learn that the log has grown: PostgreSQL's own notification, or Redis where one is given. */
import { Redis } from 'ioredis'
import pg from 'pg'
import { POSITION_CHANNEL } from '#platform/outbox/relay.ts'

export interface PositionSignal {
  /** Called by the process whose relay gave positions. PostgreSQL does it inside the relay's transaction. */
  readonly announce: () => void
  readonly subscribe: (onGrown: () => void) => Promise<() => Promise<void>>
  readonly close: () => Promise<void>
}

type OnError = (error: unknown) => void

export const postgresSignal = (databaseUrl: string, onError: OnError): PositionSignal => ({
  announce: () => undefined,
  subscribe: async (onGrown) => {
    const listener = new pg.Client({ connectionString: databaseUrl, application_name: 'zhepai-live' })
    listener.on('error', onError)
    listener.on('notification', onGrown)
    await listener.connect()
    await listener.query(`listen ${POSITION_CHANNEL}`)
    return () => listener.end()
  },
  close: async () => undefined,
})

export const redisSignal = (redisUrl: string, onError: OnError): PositionSignal => {
  const publisher = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 1 })
  publisher.on('error', onError)
  return {
    announce: () => void publisher.publish(POSITION_CHANNEL, '').catch(onError),
    subscribe: async (onGrown) => {
      const subscriber = new Redis(redisUrl)
      subscriber.on('error', onError)
      subscriber.on('message', onGrown)
      await subscriber.subscribe(POSITION_CHANNEL)
      return async () => void (await subscriber.quit())
    },
    close: async () => publisher.disconnect(),
  }
}
