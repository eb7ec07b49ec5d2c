/** Tells every process at once that accounts changed beside it: who was logged out or shut out is nobody with the next request, everywhere. */
import pg from 'pg'
import { startLoop, type Loop } from '#platform/work/loop.ts'
import { ACCOUNTS_CHANNEL } from './administration.ts'

interface ChangesSpec {
  readonly databaseUrl: string
  readonly onChange: () => void
  readonly onError: (error: unknown) => void
}

/** A connection that was lost is opened again within this; until then changes are noticed when sessions are confirmed. */
const RETRY_MS = 5_000

export const watchAccounts = ({ databaseUrl, onChange, onError }: ChangesSpec): Loop => {
  let listener: pg.Client | null = null
  const open = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'zhepai-accounts' })
    const lose = () => {
      if (listener === client) listener = null
    }
    client.on('error', (error) => {
      lose()
      onError(error)
    })
    client.on('end', lose)
    client.on('notification', onChange)
    await client.connect()
    await client.query(`listen ${ACCOUNTS_CHANNEL}`)
    listener = client
    // What was told while nobody listened.
    onChange()
  }
  const loop = startLoop({
    step: async () => {
      if (listener === null) await open()
      return false
    },
    idleMs: RETRY_MS,
    onError,
  })
  return {
    wake: loop.wake,
    stop: async () => {
      await loop.stop()
      await listener?.end()
    },
  }
}
