/** Where a message leads: the page of the record it is about, for the roles of who reads it. */
import type { Viewer } from '../../shell/context.ts'
import type { Place } from '../../i18n/place.ts'
import { capabilities } from '../../capabilities.server.ts'

interface About {
  readonly subject: string
  readonly related: readonly string[]
  readonly body: Readonly<Record<string, unknown>> | null
}

const ID = /^[a-z]{3}_[0-9a-z]+$/

export const recordPage = ({ subject, related, body }: About, viewer: Viewer): Place | null => {
  const named = Object.values(body ?? {}).filter((value): value is string => typeof value === 'string' && ID.test(value))
  for (const id of [subject, ...named, ...related]) {
    const page = capabilities.flatMap(({ records }) => records?.[id.slice(0, 3)]?.(id, viewer, body) ?? []).at(0)
    if (page !== undefined) return page
  }
  return null
}
