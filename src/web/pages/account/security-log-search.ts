/** What the address of the log asks for, as the operation wants it. */
import { zh } from '#modules/account/messages.ts'
import type { Api } from '../../contract.ts'

type Search = Parameters<Api['account']['exportEvents']>[0]

const isKind = (kind: string): kind is NonNullable<Search['kind']> => `enum.account.event.${kind}` in zh

export const logSearchIn = (asked: URLSearchParams): Search => {
  const [q, kind, account] = ['q', 'kind', 'account'].map((name) => asked.get(name)?.trim() ?? '')
  return { ...(q ? { q: q.slice(0, 100) } : {}), ...(kind && isKind(kind) ? { kind } : {}), ...(account ? { accountId: account } : {}) }
}
