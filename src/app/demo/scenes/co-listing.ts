/** A partner market confirms that it shows the announced session as well, and is asked about one lot beside it. */
import type { Stage } from '../../stage/stage.ts'

/** Nothing where nobody was invited; played again, what is confirmed stays as it is. */
export const coList = async (stage: Stage): Promise<void> => {
  const partner = stage.as('approver.partner').session
  const { items } = await partner.invitations.list({})
  const open = items.find(({ state, kind }) => state === 'invited' && kind === 'session')
  if (open !== undefined)
    await partner.confirmCoListing({
      id: open.id,
      line: {
        zh: '太湖沿岸企业可在本市场咨询，报名和竞价在浙江拍办理。',
        en: 'Enterprises around Lake Tai are advised here; registration and bidding are on Zhepai.',
      },
    })
  const partnerId = stage.organisationId('partner')
  if (items.some(({ kind }) => kind === 'lot')) return
  const clerk = stage.as('clerk')
  const [lot] = (await clerk.listing.list({ state: 'notice', limit: 1 })).items
  if (lot !== undefined) await clerk.session.inviteCoListing({ subject: lot.id, partnerId })
}
