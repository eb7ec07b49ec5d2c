/** Renders documents. Exports the context key, because the server must use the key object of this build. */
import { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { ServerRouter, type EntryContext, type HandleErrorFunction, type RouterContextProvider } from 'react-router'
import { appContext } from './shell/context.ts'

export { appContext }

export const streamTimeout = 5_000
const ABORT_AFTER_MS = streamTimeout + 1_000

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) (context as Readonly<RouterContextProvider>).get(appContext).reportFault?.(error)
}

/**
 * A document needs the routes that it shows, and the front doors of its frames. Given all, the router makes and searches hundreds of them again for every
 * document, a fifth of the work of a desk page; the browser asks for the others as their links come into sight, as it does anyway.
 */
const shownOnly = (context: EntryContext): EntryContext => {
  const { manifest, branches, staticHandlerContext } = context
  const matched = new Set(staticHandlerContext.matches.map(({ route }) => route.id))
  const isShown = (id: string) => {
    const route = manifest.routes[id]
    return matched.has(id) || (route?.index === true && matched.has(route.parentId ?? ''))
  }
  const routes = Object.fromEntries(Object.entries(manifest.routes).filter(([id]) => isShown(id)))
  return { ...context, branches: branches.filter(({ routesMeta }) => routesMeta.every(({ route }) => isShown(route.id))), manifest: { ...manifest, routes } }
}

/** Loaders have answered before anything is drawn, so there is nothing to stream: a document is whole or it is a fault. */
const handleRequest = (request: Request, status: number, headers: Headers, routerContext: EntryContext, context: RouterContextProvider): Promise<Response> => {
  const { nonce, reportFault } = context.get(appContext)
  return new Promise((resolve, reject) => {
    let answered = status
    let isShellDrawn = false
    const pieces: Buffer[] = []
    const page = new Writable({
      write: (piece: Buffer, _encoding, done) => {
        pieces.push(piece)
        done()
      },
      final: (done) => {
        headers.set('content-type', 'text/html; charset=utf-8')
        resolve(new Response(Buffer.concat(pieces), { headers, status: answered }))
        done()
      },
    })
    const { pipe, abort } = renderToPipeableStream(<ServerRouter context={shownOnly(routerContext)} url={request.url} nonce={nonce} />, {
      nonce,
      onShellReady: () => {
        isShellDrawn = true
      },
      onAllReady: () => pipe(page),
      onShellError: reject,
      onError: (error: unknown) => {
        answered = 500
        if (isShellDrawn) reportFault?.(error)
      },
    })
    setTimeout(abort, ABORT_AFTER_MS).unref()
  })
}

export default handleRequest
