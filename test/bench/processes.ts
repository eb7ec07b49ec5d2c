/** The processes of a bench that goes over HTTP: the server and those who load it, on loopback and in a directory of their own. */
import { fork, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

export const answerOf = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a bench process ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as Message)
    })
  })

export const tell = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`)

export interface Processes {
  readonly port: number
  /** The first one launched is the server. */
  readonly launch: (file: string, environment?: Readonly<Record<string, string>>) => ChildProcess
  readonly stop: () => Promise<void>
}

const PATIENCE_MS = 15_000

export const openProcesses = async (name: string): Promise<Processes> => {
  const directory = mkdtempSync(path.join(tmpdir(), `zhepai-bench-${name}-`))
  // The database runs under another account when the bench runs as root.
  chmodSync(directory, 0o755)
  const port = await freePort()
  const children: ChildProcess[] = []
  return {
    port,
    launch: (file, environment = {}) => {
      const { DATABASE_URL: _, NODE_ENV: __, ...rest } = process.env
      const own = { PORT: String(port), HOST: '127.0.0.1', ZHEPAI_DATA_DIR: directory, ZHEPAI_DEMO: '1', ROLES: 'web,worker,relay', LOG_LEVEL: 'error' }
      const child = fork(path.join(import.meta.dirname, file), {
        execArgv: process.execArgv,
        env: { ...rest, ...own, ...environment },
        // Standard output belongs to the one line of figures.
        stdio: ['ignore', process.stderr.fd, process.stderr.fd, 'ipc'],
      })
      children.push(child)
      return child
    },
    stop: async () => {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const ended = new Promise((resolve) => child.once('exit', resolve))
        if (child.connected && child === children[0]) child.send({ kind: 'stop' })
        else child.kill('SIGTERM')
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      }
      rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}
