/**
 * Draws pages. Whoever draws needs the order alone, not the request it came with, so that a page may be drawn where no socket is (ADR 0030): an order
 * and what is drawn are plain data.
 */
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { pathToFileURL } from 'node:url'
import { RouterContextProvider, type RouterContext, type ServerBuild } from 'react-router'
import type { Instant } from '#kernel/instant.ts'
import type { From, Known } from './caller.ts'
import { handlersOf } from './meant-routes.ts'
import { acceptsGzip, packPage, type OwnWords, type Packed } from './kept-page.ts'

/** Who asks, and when the server took it from its socket. */
export interface Visitor extends From {
  /** Names the request in the log. */
  readonly id: string
  readonly method: string
  readonly url: string
  readonly known: Known | null
  readonly receivedAt: Instant
}

/** A page to be read. */
export interface Order {
  readonly visitor: Visitor
  /** The whole address that the page is drawn for. */
  readonly address: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly words: OwnWords
}

interface Answer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
}

export interface Drawing extends Answer {
  readonly body: Uint8Array<ArrayBuffer>
}

/** For many: cut where each answer has its own words. */
export interface SharedDrawing extends Answer {
  readonly packed: Packed
  /** Whether it is a page that may be kept. */
  readonly isWhole: boolean
}

export interface Drawer {
  readonly forOne: (order: Order) => Promise<Drawing>
  readonly forAll: (order: Order) => Promise<SharedDrawing>
}

/** What the pages tell the door of one visit while they answer it. */
export interface Visit {
  /** What the page could not show was no fault of ours: it is not there for this reader, or the database did not answer. */
  status: 404 | 503 | null
}

/** What loaders and actions see; the value belongs to the page's own context key. */
export type ValueFor = (visitor: Visitor, words: OwnWords, visit: Visit) => Promise<unknown>

/** Any request of the pages, writes too. */
export type Handle = (asked: Request, visitor: Visitor, words: OwnWords) => Promise<Response>

/** The handler of the build in `directory`, with the status that the visit came to. */
export const openBuild = async (directory: string, valueFor: ValueFor): Promise<Handle> => {
  const build = (await import(pathToFileURL(path.join(directory, 'server/index.js')).href)) as ServerBuild
  // The context key is an object of the build: a second copy of its module would be another key.
  const key = (build.entry.module as unknown as { appContext: RouterContext<unknown> }).appContext
  const handlerFor = handlersOf(build)
  return async (asked, visitor, words) => {
    const context = new RouterContextProvider()
    const visit: Visit = { status: null }
    context.set(key, await valueFor(visitor, words, visit))
    const response = await handlerFor(asked.url)(asked, context as never)
    const headers = new Headers(response.headers)
    const status = response.status === 500 ? (visit.status ?? 500) : response.status
    if (status === 503) headers.set('retry-after', '5')
    return new Response(response.body, { status, headers })
  }
}

/** Only a whole page that gives nobody a cookie and that caches may keep. */
const mayKeep = ({ status, headers }: Response, text: string, { answeredAt }: OwnWords): boolean =>
  status === 200 && headers.getSetCookie().length === 0 && !(headers.get('cache-control') ?? '').includes('no-store') && text.includes(answeredAt)

const LEAST_SQUEEZED = 1_024
const gzipped = promisify(gzip)

/** Whoever draws also compresses: it is a tenth of the work. */
const squeezed = async (order: Order, headers: Answer['headers'], body: Uint8Array<ArrayBuffer>): Promise<Pick<Drawing, 'headers' | 'body'>> => {
  if (body.length < LEAST_SQUEEZED || !acceptsGzip(order.headers.find(([name]) => name === 'accept-encoding')?.[1])) return { headers, body }
  const small = await gzipped(body)
  return { headers: [...headers, ['content-encoding', 'gzip']], body: new Uint8Array(small) }
}

export const drawerOf = (handle: Handle): Drawer => {
  const answer = ({ visitor, address, headers, words }: Order) =>
    handle(new Request(address, { method: visitor.method, headers: headers as [string, string][] }), visitor, words)
  return {
    forOne: async (order) => {
      const response = await answer(order)
      return { status: response.status, ...(await squeezed(order, [...response.headers], new Uint8Array(await response.arrayBuffer()))) }
    },
    forAll: async (order) => {
      const response = await answer(order)
      const text = await response.text()
      return {
        status: response.status,
        headers: [...response.headers],
        packed: packPage(text, order.words),
        isWhole: mayKeep(response, text, order.words),
      }
    },
  }
}
