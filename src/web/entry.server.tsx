/** Renders documents. Exports the context key, because the server must use the key object of this build. */
import { createReadableStreamFromReadable } from '@react-router/node'
import { isbot } from 'isbot'
import { PassThrough } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { ServerRouter, type EntryContext, type HandleErrorFunction, type RouterContextProvider } from 'react-router'
import { appContext } from './shell/context.ts'

export { appContext }

export const streamTimeout = 5_000
const ABORT_AFTER_MS = streamTimeout + 1_000

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) (context as Readonly<RouterContextProvider>).get(appContext).reportFault?.(error)
}

const handleRequest = (request: Request, status: number, headers: Headers, routerContext: EntryContext, context: RouterContextProvider): Promise<Response> => {
  const { nonce, reportFault } = context.get(appContext)
  return new Promise((resolve, reject) => {
    let answered = status
    let isShellSent = false
    // Machines that read pages wait for everything; people see the frame first.
    const readyEvent = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
    const { pipe, abort } = renderToPipeableStream(<ServerRouter context={routerContext} url={request.url} nonce={nonce} />, {
      nonce,
      [readyEvent]: () => {
        isShellSent = true
        const body = new PassThrough()
        headers.set('content-type', 'text/html; charset=utf-8')
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answered }))
        pipe(body)
      },
      onShellError: reject,
      onError: (error: unknown) => {
        answered = 500
        if (isShellSent) reportFault?.(error)
      },
    })
    setTimeout(abort, ABORT_AFTER_MS).unref()
  })
}

export default handleRequest
