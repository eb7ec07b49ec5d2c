/** HTTP by hand: what no client library would send. */
import { connect } from 'node:net'

export interface RawAnswer {
  /** 0: the connection ended without an answer. */
  readonly status: number
  readonly head: string
  readonly body: string
}

/** Sends the bytes and reads until the other side ends the connection: ask for `connection: close`. */
export const sendRaw = (origin: string, bytes: string | Buffer): Promise<RawAnswer> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin)
    const chunks: Buffer[] = []
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const finish = () => {
      const text = Buffer.concat(chunks).toString('latin1')
      const split = text.indexOf('\r\n\r\n')
      const head = split < 0 ? text : text.slice(0, split)
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head: head.toLowerCase(), body: split < 0 ? '' : text.slice(split + 4) })
    }
    socket.on('data', (chunk) => void chunks.push(chunk))
    // A refused body may be cut off while it is still being sent; what was answered counts.
    socket.on('error', () => undefined)
    socket.on('close', finish)
  })

export interface RawRequest {
  readonly method?: string
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export const requestBytes = ({ method = 'GET', target, headers = {}, body = '' }: RawRequest): Buffer => {
  const length = Buffer.byteLength(body)
  const all = { host: 'zhepai.test', connection: 'close', ...(length > 0 ? { 'content-length': String(length) } : {}), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)])
}
