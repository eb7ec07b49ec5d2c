/** Where a lot is shown before its bidding, in words of the server: the lot's page carries none of its own. */
import type { Api } from '../../contract.ts'
import { localPath, sayIn, type Lang } from '../../i18n/lang.ts'
import { sessionRoadshow, slotPage } from './addresses.ts'
import { text } from './roadshow.text.ts'

export const lotRoadshow = async (api: Api, lotId: string, lang: Lang): Promise<{ readonly to: string; readonly label: string } | null> => {
  const { session } = await api.session.ofLot({ id: lotId })
  if (session === null) return null
  const { items } = await api.session.slots.list({ id: session.id })
  const own = items.filter(({ lots, phase }) => phase !== 'cancelled' && lots.some(({ id }) => id === lotId))
  const [first] = own
  if (first === undefined) return null
  return { to: localPath(lang, own.length === 1 ? slotPage(first.id) : sessionRoadshow(session.id)), label: sayIn(text, lang)('title') }
}
