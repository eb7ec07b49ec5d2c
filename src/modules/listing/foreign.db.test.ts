/** Until exports are screened nobody abroad becomes a party to a sale. */
import { expect, it } from 'vitest'
import { market } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { gatherCast, openLot } from '../../app/stage/auction-story.ts'

it.each([
  ['by its region', { region: '810000' }],
  ['by its legal nature', { legalNature: '300' }],
])(
  'a party abroad, %s, cannot apply for a lot: refused with rule and article, said on the lot, nothing written (Regulations on Technology Import and Export art. 30, 33; S&T Progress Law art. 34)',
  async (_how, more) => {
    const m = await market()
    const stage = stageOf(m)
    const cast = await gatherCast(stage)
    const company = await m.organisation({ kind: 'enterprise', name: '香江示范有限公司（演示）', ...more })
    const agent = await m.person({ name: '经办人', roles: [{ role: 'enterprise', organisationId: company }] })
    const { lotId } = await openLot(stage, cast)
    const lot = await m.core.as(agent).listing.get({ id: lotId })
    expect(lot.acts.find(({ act }) => act === 'apply')).toMatchObject({ refusal: { code: 'listing.foreign_party' } })
    const refused = await m.as(agent).listing.apply({ id: lotId, statement: '', undertakingAccepted: true })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'listing.foreign_party', rule: { key: 'listing.foreignParties' } } })
    const { rule, text } = (refused as unknown as { refusal: { rule: { source: string }; text: { zh: string; en: string } } }).refusal
    expect(rule.source).toContain('30')
    expect([text.zh, text.en]).toEqual([expect.stringContaining('第三十条'), expect.stringContaining('art. 30')])
    expect((await m.core.as(agent).listing.applications.mine({ lotId })).items).toEqual([])
    expect((await m.database.pool.query("select 1 from platform.fact where type = 'listing.applied'")).rowCount).toBe(0)
  },
)
