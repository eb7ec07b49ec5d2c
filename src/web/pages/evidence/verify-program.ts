/** The verifier as a file, beside the proofs that it checks. */
import { verifier } from './verifier.server.ts'

export const loader = () =>
  new Response(verifier.text, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'content-disposition': 'attachment; filename="zhepai-verify.mjs"',
      'cache-control': 'public, max-age=300',
    },
  })
