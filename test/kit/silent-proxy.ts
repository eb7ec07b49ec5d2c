/** Stands between a server and its database and, when told so, swallows everything: connections are taken, nothing is answered. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import pg from 'pg'

export interface SilentProxy {
  /** The database's address by way of the proxy. */
  readonly url: string
  readonly hush: () => void
  readonly speak: () => void
  readonly close: () => void
}

export const openSilentProxy = async (databaseUrl: string): Promise<SilentProxy> => {
  const { host, port, user = 'postgres', database = '' } = new pg.Client({ connectionString: databaseUrl })
  const sockets = new Set<Socket>()
  let isSilent = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((client) => {
    keep(client)
    const target = keep(host.startsWith('/') ? connect({ path: `${host}/.s.PGSQL.${port}` }) : connect(port, host))
    const hand = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => {
        if (!isSilent) to.write(chunk)
      })
      from.on('close', () => to.destroy())
    }
    hand(client, target)
    hand(target, client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = (server.address() as AddressInfo).port
  return {
    url: `postgres://${user}@127.0.0.1:${at}/${database}`,
    hush: () => {
      isSilent = true
    },
    speak: () => {
      isSilent = false
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
