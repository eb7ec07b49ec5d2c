/** What a desk knows of a market: its search, its counts, what was won and its files tell each viewer no more than the operations do. */
import { ORPCError } from '@orpc/client'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { toIso } from '#kernel/instant.ts'
import { dealToConfirm, done, type Deal } from '../../src/modules/contract/deal.story.ts'
import { capabilities } from '../../src/web/capabilities.server.ts'
import type { Api } from '../../src/web/contract.ts'
import { localPath } from '../../src/web/i18n/lang.ts'
import { achievementInboxFile } from '../../src/web/pages/achievement/addresses.ts'
import { loader as inboxFile } from '../../src/web/pages/achievement/achievement-inbox-file.ts'
import { contractPage, contractsFile } from '../../src/web/pages/contract/addresses.ts'
import { loader as contractFile } from '../../src/web/pages/contract/contract-list-file.ts'
import { loader as complaintFile } from '../../src/web/pages/complaint/complaints-file.ts'
import { loader as demandFile } from '../../src/web/pages/demand/demand-mine-file.ts'
import { loader as lineFile } from '../../src/web/pages/payment/finance-lines-file.ts'
import { loader as disclosureFile } from '../../src/web/pages/achievement/disclosures-file.ts'
import { loader as sessionFile } from '../../src/web/pages/trading/auctioneer-file.ts'
import { loader as inboxOfClerkFile } from '../../src/web/pages/trading/clerk-lots-file.ts'
import { recordPage } from '../../src/web/pages/notification/records.server.ts'
import { lotPage, wonPage } from '../../src/web/pages/trading/addresses.ts'
import { wonLot } from '../../src/web/pages/trading/won.server.ts'
import type { Asked } from '../../src/web/shell/capability.ts'
import type { AppValue, Viewer } from '../../src/web/shell/context.ts'
import { deskCounts, sumOf } from '../../src/web/shell/desk-counts.server.ts'
import { askedWords, searchAll } from '../../src/web/shell/search.server.ts'
import { waitingFor } from '../../src/web/shell/waiting.server.ts'
import { market, type TestMarket } from '../kit/market.ts'

let m: TestMarket
let deal: Deal
let contractNumber = ''
let rivalBuyer: Actor

const notThere = new ORPCError('NOT_FOUND')

const viewerOf = ({ personId, mandates }: Actor): Viewer => ({
  personId: personId ?? '',
  isVerified: true,
  name: { zh: '', en: '' },
  mandates,
  organisationNames: {},
})
const askedBy = (actor: Actor): Asked => ({
  api: m.core.as(actor) as unknown as Api,
  viewer: viewerOf(actor),
  lang: 'zh',
  checklist: async () => [],
})

beforeAll(async () => {
  m = await market()
  deal = await dealToConfirm(m)
  contractNumber = (await done(m.as(deal.tto).contract.get({ id: deal.contractId }))).number
  rivalBuyer = await m.person({ name: '吴旁观', roles: [{ role: 'enterprise', organisationId: deal.rival }] })
})

describe('the search of the desks', () => {
  const found = async (actor: Actor, typed: string) => {
    const groups = await searchAll({ ...askedBy(actor), q: askedWords(typed) ?? '' })
    return Object.fromEntries(groups.map(({ name, items }) => [name, items.map(({ key }) => key)]))
  }

  it('finds a rule by its words for everybody', async () => {
    expect((await found(deal.buyer, '保证金'))['规则']).toContain('deposit.rate')
  })

  it('finds a contract by its number for its sides and for officers, and for nobody else', async () => {
    for (const actor of [deal.tto, deal.buyer, deal.clerk, deal.finance, deal.regulator])
      expect(await found(actor, contractNumber)).toMatchObject({ 技术合同: [deal.contractId] })
    for (const actor of [rivalBuyer, deal.professor]) expect((await found(actor, contractNumber))['技术合同']).toBeUndefined()
  })

  it('reads a number as it was meant, in any part and in full-width letters', async () => {
    const part = contractNumber.slice(-6)
    expect((await found(deal.buyer, part))['技术合同']).toEqual([deal.contractId])
    const wide = [...contractNumber].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join('')
    expect((await found(deal.buyer, wide))['技术合同']).toEqual([deal.contractId])
    expect((await found(deal.buyer, '%_%'))['技术合同']).toBeUndefined()
  })

  it('leads each viewer to the page on which the viewer works', async () => {
    const lotOf = async (actor: Actor) => {
      const groups = await searchAll({ ...askedBy(actor), q: '石墨烯' })
      return groups.find(({ name }) => name === '标的')?.items.map(({ to }) => String(to))
    }
    expect(await lotOf(deal.tto)).toEqual([`/desk/lots/${deal.lotId}`])
    expect(await lotOf(deal.clerk)).toEqual([`/desk/clerk/lots/${deal.lotId}`])
    expect(await lotOf(rivalBuyer)).toEqual([String(lotPage(deal.lotId))])
  })

  it('finds payments by reference: all for the finance office, one’s own for who pays', async () => {
    const { requests } = await done(m.as(deal.buyer).payment.requests.mine({}))
    const own = requests[0]
    expect(own).toBeDefined()
    expect((await found(deal.finance, own?.reference ?? ''))['缴款与付款']).toEqual([own?.id])
    expect((await found(deal.buyer, own?.reference ?? ''))['缴款与付款']).toEqual([own?.id])
    expect((await found(rivalBuyer, own?.reference ?? ''))['缴款与付款']).toBeUndefined()
  })

  it('finds people among colleagues only, organisations for officers only', async () => {
    expect(Object.keys(await found(deal.tto, '周守一'))).toContain('单位与人员')
    expect(Object.keys(await found(rivalBuyer, '周守一'))).not.toContain('单位与人员')
    expect((await found(deal.clerk, '宁波样本'))['单位与人员']).toEqual([deal.rival])
    expect(Object.keys(await found(deal.buyer, '宁波样本'))).not.toContain('单位与人员')
  })

  it('looks for nothing where too little was typed', () => {
    expect(['', ' ', 'a', '​', null].map(askedWords)).toEqual([null, null, null, null, null])
    expect([askedWords('膜'), askedWords(' ＺＰ２ ')]).toEqual(['膜', 'ZP2'])
  })
})

describe('what was won', () => {
  const won = (actor: Actor) => wonLot(askedBy(actor), deal.lotId, { viewer: viewerOf(actor), now: toIso(m.clock.now()) })

  it('is told to the buyer alone, with the price, the deposit and the act that is open', async () => {
    expect(await won(deal.buyer)).toMatchObject({
      auction: { topPriceMinor: '240000000' },
      application: { depositMinor: '20000000', isBuyer: true },
      contract: { id: deal.contractId },
      step: 1,
      turn: { of: 'mine', act: '确认成交', isPayment: false },
    })
    expect(await won(rivalBuyer)).toBeNull()
  })

  it('is where the message of the sale leads the buyer, and nobody else', () => {
    const told = { subject: deal.lotId, related: [], body: { lotId: deal.lotId, buyerOrganisationId: deal.enterprise } }
    expect(recordPage(told, viewerOf(deal.buyer))).toBe(wonPage(deal.lotId))
    expect(recordPage(told, viewerOf(rivalBuyer))).toBe(lotPage(deal.lotId))
  })

  it('stands on the first screen while no contract does', async () => {
    const source = (capabilities.find(({ name }) => name === 'trading')?.watched ?? []).at(-1)
    expect(await source?.load(askedBy(deal.buyer))).toEqual([])
    // Before the notice of the result has run, the sale has led to no contract yet.
    const { api } = askedBy(deal.buyer)
    const hidden = {
      ...askedBy(deal.buyer),
      api: {
        ...api,
        listing: api.listing,
        notice: api.notice,
        contract: { list: async () => ({ items: [], nextCursor: null, total: 0 }), ofLot: async () => Promise.reject(notThere) },
      } as unknown as Api,
    }
    expect(await source?.load(hidden)).toMatchObject([{ to: wonPage(deal.lotId), who: '成交公示期满后双方确认' }])
  })

  it('says whose turn it is once the buyer has confirmed', async () => {
    const { salePaper } = await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))
    await done(m.as(deal.buyer).contract.confirmSale({ id: deal.contractId, sha256: salePaper.sha256, accepts: true }))
    expect((await won(deal.buyer))?.turn).toMatchObject({ of: 'theirs', who: '浙江示范大学（演示）' })
  })
})

const keepNothing: AppValue['keep'] = (_key, read) => read()

describe('the navigation of the desks', () => {
  it('counts what the first screen lists, at its task and in its group', async () => {
    const asked = askedBy(deal.tto)
    const waiting = await waitingFor(asked, keepNothing)
    expect(waiting.map(({ item }) => item.to)).toEqual([contractPage(deal.contractId)])
    const tasks = capabilities.flatMap(({ name, tasks: own = [] }) => own.filter(({ roles }) => roles.includes('tto')).map(({ page }) => ({ of: name, page })))
    const counts = deskCounts(waiting, tasks)
    expect(counts.groups).toEqual({ trade: 1 })
    expect(counts.tasks.filter(({ count }) => count > 0).map(({ of, count }) => [of, count])).toEqual([['contract', 1]])
    expect(sumOf(waiting)).toBe(1)
    expect(sumOf(await waitingFor(askedBy(deal.buyer), keepNothing))).toBe(0)
  })
  it('asks the market once for all parts of a page, in each language', async () => {
    const kept: string[] = []
    await waitingFor(askedBy(deal.tto), (key, read) => {
      kept.push(key)
      return read()
    })
    expect(kept).toEqual(['waiting zh'])
  })
})

describe('a list as a file', () => {
  const taken: string[] = []
  const fileFor = async (actor: Actor, load: typeof contractFile, path: string) => {
    const value: Partial<AppValue> = { api: askedBy(actor).api, actor: viewerOf(actor), now: m.clock.now(), tookFile: (list) => void taken.push(list) }
    const answer = await load({ context: { get: () => value as never }, request: new Request(`http://market${path}`) })
    return { answer, lines: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer()).split('\r\n') }
  }
  const path = localPath('zh', contractsFile())

  it('has the rows that its viewer may read, amounts as numbers, and is kept in the security log', async () => {
    const own = await fileFor(deal.buyer, contractFile, path)
    expect(own.answer.headers.get('content-disposition')).toMatch(/^attachment; filename="zhepai-contracts-\d{4}-\d\d-\d\d\.csv"$/)
    expect(own.lines[0]).toMatch(/^\uFEFF合同编号,合同,状态/)
    expect(own.lines[1]).toContain(contractNumber)
    expect(own.lines[1]).toContain(',2400000.00,')
    expect((await fileFor(rivalBuyer, contractFile, path)).lines).toHaveLength(2)
    expect(taken).toEqual(['contracts', 'contracts'])
  })

  it('follows the filter of the page', async () => {
    expect((await fileFor(deal.buyer, contractFile, `${path}?q=${contractNumber}`)).lines).toHaveLength(3)
    expect((await fileFor(deal.buyer, contractFile, `${path}?q=nothing`)).lines).toHaveLength(2)
    expect((await fileFor(deal.buyer, contractFile, `${path}?stage=ended`)).lines).toHaveLength(2)
  })

  it('is refused to roles that have no such list', async () => {
    await expect(fileFor(deal.professor, contractFile, path)).rejects.toMatchObject({ init: { status: 403 } })
  })

  it.each([
    ['disclosures', disclosureFile, () => deal.professor, '', '入库编号,'],
    ['demands', demandFile, () => deal.buyer, '', '名称,'],
    ['sessions', sessionFile, () => deal.clerk, '', '标的编号,'],
    ['lots-to-check', inboxOfClerkFile, () => deal.clerk, '', '标的编号,'],
    ['applications', inboxOfClerkFile, () => deal.clerk, '?tab=applications', '申请单位,'],
    ['bank-lines', lineFile, () => deal.finance, '?state=assigned', '日期,'],
    ['complaints', complaintFile, () => deal.clerk, '', '编号,'],
  ])('%s: read by whose list it is, and by no regulator', async (name, load, who, search, head) => {
    const { answer, lines } = await fileFor(who(), load, `/zh/desk${search}`)
    expect(answer.headers.get('content-disposition')).toContain(`zhepai-${name}-`)
    expect(lines[0]).toMatch(new RegExp(`^\uFEFF${head}`))
    expect(lines[0]).not.toContain('undefined')
    await expect(fileFor(deal.regulator, load, `/zh/desk${search}`)).rejects.toMatchObject({ init: { status: 403 } })
  })

  it('leaves nothing in it that a table program would run', async () => {
    const { professor } = deal
    const title = '=HYPERLINK("http://evil.example")'
    await done(
      m.as(professor).achievement.disclose({
        title: { zh: title, en: '＝1+1' },
        abstract: { zh: '名称以等号开头的成果。', en: 'Its title begins like a formula.' },
        completers: [{ personId: professor.personId ?? '', shareBasisPoints: 10_000, isMain: true, isRepresentative: true }],
        trl: 6,
        form: 'process',
        ipKind: 'know_how',
        field: 'new_materials',
        modes: ['assignment'],
      } as never),
    )
    const read = async (lang: 'zh' | 'en') => (await fileFor(deal.tto, inboxFile, localPath(lang, achievementInboxFile()))).lines[1]
    expect(await read('zh')).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(await read('en')).toContain("'＝1+1")
  })
})
