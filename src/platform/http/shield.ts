/** Security headers. Helmet makes the same ones for each request anew; here they are made once, and a page puts in its nonce. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

type Headers = Readonly<Record<string, string>>

const made = (options: Parameters<typeof helmet>[0]): Headers => {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  helmet(options)(request, response, (error) => {
    if (error) throw error
  })
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]))
}

/** What is no page shows nothing, in nobody's frame; pages name what they need. */
export const headersOfAll = (isHttps: boolean): Headers =>
  made({
    contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } },
    // A form that is posted without scripts names its origin only if the referrer may be told to our own site.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: isHttps,
  })

const POLICY = 'content-security-policy'
const [BEFORE = '', AFTER = ''] = (
  made({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", "'nonce-?'"],
        'style-src': ["'self'"],
        'style-src-attr': ["'unsafe-inline'"], // React renders style attributes
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
      },
    },
  })[POLICY] ?? ''
).split('?')

/** The policy of one document, whose scripts carry this nonce. */
export const policyOfPage = (nonce: string): Headers => ({ [POLICY]: `${BEFORE}${nonce}${AFTER}` })
