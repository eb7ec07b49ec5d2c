/**
 * The walkthrough as its people live it: every act of `docs/walkthrough.md` by mouse and keyboard on the pages, with the demo clock for the
 * statutory days, and every page on the way looked at with axe. Runs in Chinese; the last scene reads the deal in English.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, dateOf, HOUR_MS, later } from '#kernel/instant.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { demoPeople } from '../../src/app/demo/cast.ts'
import { layBankAccounts, layCast } from '../../src/app/demo/lay-cast.ts'
import { verifyProofFile } from '../../src/modules/evidence/verify/verify-file.ts'
import { testNow } from '../kit/moment.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { launchBrowser } from './browser.ts'
import { peopleOf, type People } from './people.ts'

const TITLE = '低温等离子体薄膜沉积装置'
/** Pictures of a failed run. */
const PICTURES = path.resolve(import.meta.dirname, '../../.cache/story')

let server: TestServer
let browser: Browser
let people: People
let directory: string
let hasFailed = false
const at = { achievement: '', lot: '', contract: '', plan: '' }

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY })
  await layBankAccounts(server.market.core, await layCast(server.market.core, server.market.auth))
  browser = await launchBrowser()
  people = peopleOf(browser, server.origin)
  directory = await mkdtemp(path.join(tmpdir(), 'zhepai-story-'))
})
// Each step stands on the one before: after one that failed the others would only wait for what never comes.
beforeEach(({ skip }) => skip(hasFailed))
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  hasFailed = true
  await mkdir(PICTURES, { recursive: true })
  await people.photograph(PICTURES)
})
afterAll(async () => {
  await browser.close()
  await rm(directory, { recursive: true, force: true })
})

/** Everybody's time: the bar on top of every page names the moments of what is on it. Its buttons rest until a jump has arrived. */
const clock = async (page: Page, button: string): Promise<void> => {
  const jumped = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/demo-clock'))
  await Promise.all([jumped, page.getByRole('button', { name: button, exact: true }).click()])
  await server.market.core.settle()
  await page.reload()
}

/** What an act asks: other acts of the page may ask the same. */
const formOf = (page: Page, act: string) => page.locator('details', { has: page.locator('summary', { hasText: act }) }).first()

/** The make-believe bank says that everything asked for was paid and everything ordered was carried out. */
const bookStatement = async (): Promise<void> => {
  const { page, goTo, act, sees } = await people.be('finance')
  await goTo('/zh/desk/finance')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载 CSV' }).click()
  const file = path.join(directory, (await download).suggestedFilename())
  await (await download).saveAs(file)
  await goTo('/zh/desk/finance/statements')
  await page.getByLabel('对账单文件').setInputFiles(file)
  await page.getByRole('button', { name: '读取并预览' }).click()
  await page.waitForURL(/statements\/stm_/)
  await act('入账', '确认入账')
  await sees(/已入账 \d+ 笔/)
  await server.market.core.settle()
}

describe('one technology, from disclosure to the inventors’ paid income', () => {
  it('is disclosed by a researcher whose shares must sum, and confirmed by the other completer', async () => {
    const { page, goTo, sees } = await people.be('researcher')
    await goTo('/zh/desk/disclosures/new')
    const box = (name: string) => page.getByRole('textbox', { name, exact: true })
    await box('成果名称 (中文)').fill(TITLE)
    await box('成果名称 (英文)').fill('Low-temperature plasma film deposition')
    await box('主要用途 (中文)').fill('在塑料基材上沉积阻隔膜')
    await box('成果简介 (中文)').fill('常压下沉积氧化硅阻隔膜，水汽透过率低于每平方米每天0.01克。')
    await box('关键词').fill('等离子体；阻隔膜')
    await page.getByRole('combobox', { name: '高新技术领域' }).selectOption({ label: '新材料' })
    await page.getByRole('combobox', { name: '成果形式' }).selectOption({ label: '新装备' })
    await page.getByRole('button', { name: '下一步' }).click()
    const row = (name: string, index: number) => page.getByLabel(name, { exact: true }).nth(index)
    await row('完成人', 0).selectOption({ label: '沈示一' })
    await row('比例', 0).fill('60')
    await row('完成人', 1).selectOption({ label: '陆示二' })
    await row('比例', 1).fill('30')
    await sees(/合计\s*90/)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('combobox', { name: '知识产权形式' }).selectOption({ label: '发明专利' })
    await box('专利（申请）号').fill('201810861934.2')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('combobox', { name: '技术就绪度' }).selectOption('7')
    await page.getByRole('checkbox', { name: '转让' }).check()
    await page.getByRole('button', { name: '提交披露' }).click()
    // The step with the wrong field opens again, with what was typed.
    expect(await page.getByRole('alert').innerText()).toContain('100%')
    await row('比例', 1).fill('40')
    for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '提交披露' }).click()
    await page.waitForURL(/achievements\/ach_/)
    at.achievement = /ach_[0-9a-z]+/.exec(page.url())?.[0] ?? ''
    const other = await people.be('researcher2')
    await other.goTo(`/zh/desk/achievements/${at.achievement}`)
    await other.act('确认本人贡献', '确认比例')
  })

  it('is assessed by the transfer office and approved by another person', async () => {
    const tto = await people.be('tto')
    await tto.goTo('/zh/desk')
    await tto.page.getByRole('link', { name: new RegExp(`评估成果.*${TITLE}`) }).click()
    await tto.page.waitForURL(/achievements\/ach_/)
    await tto.act('评估', '提交评估', () => tto.page.getByRole('radio', { name: '直接公开入库' }).check())
    await tto.sees('评估人不得批准自己的评估')
    const approver = await people.be('approver')
    await approver.goTo(`/zh/desk/achievements/${at.achievement}`)
    await approver.act('批准评估', '批准')
    const visitor = await people.visitor()
    await visitor.goTo('/zh/achievements')
    await visitor.page.getByRole('link', { name: TITLE }).click()
    await visitor.sees(/3302026Y\d{4}/)
  })

  it('is asked of its completers first, who waive', async () => {
    const tto = await people.be('tto')
    await tto.goTo(`/zh/desk/achievements/${at.achievement}`)
    // Nobody is asked, and nothing assigned, before it is said how it came about.
    await tto.sees(/转让（含专利申请权、专利权、软件著作权等）前/)
    const own = tto.page.getByRole('button', { name: '自行研发，没有委托人和合作方' })
    await own.click()
    await own.waitFor({ state: 'hidden' })
    await tto.act('征询优先受让权', '发出征询', async () => {
      await tto.page
        .getByRole('textbox', { name: /拟转让条件/ })
        .first()
        .fill('整体转让，一次付清。')
    })
    for (const key of ['researcher', 'researcher2']) {
      const completer = await people.be(key)
      await completer.goTo('/zh/desk/first-refusals')
      await completer.act('放弃优先受让', '确认放弃')
    }
  })

  it('is put on offer within the rules, checked in three aspects and announced', async () => {
    const { page, goTo, act, sees } = await people.be('tto')
    await goTo('/zh/desk/lots/new')
    const box = (name: string) => page.getByRole('textbox', { name, exact: true })
    const option = page.getByRole('combobox', { name: '成果' }).locator('option', { hasText: TITLE })
    await page.getByRole('combobox', { name: '成果' }).selectOption((await option.getAttribute('value')) ?? '')
    await box('标的名称 (中文)').fill(TITLE)
    await box('标的说明 (中文)').fill('整套装置及其专利的所有权。')
    await page.getByRole('radio', { name: '转让（所有权）' }).check()
    await page.getByRole('button', { name: '下一步' }).click()
    await box('起拍价').fill('100')
    await sees(/建议 10万元/)
    // The rules' proposals stand in the fields.
    expect(await box('保证金').inputValue()).toBe('10')
    expect(await box('加价幅度').inputValue()).toBe('2')
    await box('保留价（保密，可不设）').fill('104')
    await box('价格依据说明 (中文)').fill('单位集体决策。')
    await page.getByRole('button', { name: '下一步' }).click()
    // Online bidding, unless a licensed house holds it.
    await sees('交易性质')
    await page.getByRole('button', { name: '下一步' }).click()
    await sees(/保证金到账截止/)
    await page.getByRole('button', { name: '下一步' }).click()
    await box('受让方资格条件 (中文)').fill('境内依法设立的企业法人。')
    await box('交易条款 (中文)').fill('成交后五个工作日内付清价款。')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.waitForURL(/desk\/lots\/lot_/)
    at.lot = /lot_[0-9a-z]+/.exec(page.url())?.[0] ?? ''
    await act('提交市场审核', '确认提交')
    const clerk = await people.be('clerk')
    await clerk.goTo('/zh/desk')
    await clerk.page.getByRole('link', { name: new RegExp(`审核标的.*${TITLE}`) }).click()
    for (const aspect of ['确权', '确价', '确内容']) {
      await clerk.page
        .getByRole('form', { name: `${aspect} 通过` })
        .getByRole('button')
        .click()
      await clerk.page.getByRole('form', { name: `${aspect} 通过` }).waitFor({ state: 'detached' })
    }
    await clerk.act('发布公告', '发布挂牌公告')
  })

  it('draws two enterprises, who are qualified and pay their deposits', async () => {
    for (const key of ['enterprise', 'enterprise2']) {
      const { page, goTo, sees } = await people.be(key)
      await goTo(`/zh/lots/${at.lot}`)
      await page.getByRole('checkbox', { name: '已阅读并接受竞买承诺' }).check()
      await page.getByRole('button', { name: '提交报名' }).click()
      await sees('报名已提交')
    }
    const clerk = await people.be('clerk')
    await clerk.goTo(`/zh/desk/clerk/lots/${at.lot}`)
    for (let applicant = 0; applicant < 2; applicant += 1) await clerk.act('资格通过', '确认通过并要求缴纳保证金')
    await bookStatement()
    const enterprise = await people.be('enterprise')
    await enterprise.goTo(`/zh/lots/${at.lot}`)
    await enterprise.sees(/保证金已到账，竞买号 \d+ 号/)
    await enterprise.goTo('/zh/desk/payments')
    await enterprise.goTo('/zh/desk/bids')
  })

  it('is not gone past without asking, before scripts as well', async () => {
    const now = () => server.market.now()
    const press = (form: Record<string, string>) =>
      fetch(`${server.origin}/zh/demo-clock`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ back: '/zh/trading', ...form }),
      })
    const before = now()
    const asked = await press({ by: String(60 * DAY_MS) })
    expect(asked.status).toBe(302)
    expect(asked.headers.get('location')).toContain('/zh/demo-clock?to=')
    expect(now()).toBe(before)
    const { page, goTo, sees } = await people.visitor()
    await goTo(asked.headers.get('location') ?? '')
    await sees('要越过这些竞价吗？')
    await page.getByRole('main').getByRole('link', { name: TITLE }).waitFor()
    expect((await press({ by: String(63 * DAY_MS) })).status).toBe(400)
    // An hour passes nothing.
    expect((await press({ by: String(HOUR_MS) })).headers.get('location')).toBe('/zh/trading')
    expect(now()).toBe(before + HOUR_MS)
  })

  it('is bid for live, off the grid never, and falls to the higher bid above the reserve', async () => {
    const visitor = await people.visitor()
    await visitor.goTo(`/zh/lots/${at.lot}`)
    await clock(visitor.page, '到本标的开拍')
    await visitor.sees('距自由报价期结束')
    const bid = async (key: string, wan: string): Promise<string> => {
      const { page, goTo } = await people.be(key)
      await goTo(`/zh/lots/${at.lot}`)
      const form = page.getByRole('form', { name: '出价' })
      await form.getByRole('textbox', { name: '出价金额' }).fill(wan)
      await form.getByRole('button', { name: '出价', exact: true }).click()
      // What binds is said on every screen.
      const wide = page.viewportSize()
      await page.setViewportSize({ width: 360, height: 740 })
      expect(await page.getByText('出价一经接受即生效，不得撤回。').isVisible()).toBe(true)
      if (wide) await page.setViewportSize(wide)
      await page.getByRole('button', { name: '确认出价' }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      return page.getByRole('region', { name: '出价', exact: true }).innerText()
    }
    expect(await bid('enterprise', '100')).toContain('出价成功')
    // The visitor's page moves by itself.
    await visitor.page.getByText(/号领先/).waitFor()
    expect(await bid('enterprise2', '101')).toMatch(/加价幅度|整数倍/)
    expect(await bid('enterprise2', '104')).toContain('出价成功')
    // Gone past: the old success is gone, it is said aloud, and the next amount stands in the field.
    const outbid = (await people.be('enterprise')).page
    await outbid.getByText('您已被超过，当前价104万元').waitFor({ state: 'attached' })
    expect(await outbid.getByRole('region', { name: '出价', exact: true }).innerText()).not.toContain('出价成功')
    expect(await outbid.getByRole('textbox', { name: '出价金额' }).inputValue()).toBe('106')
    expect(await bid('enterprise', '106')).toContain('出价成功')
    await visitor.page.getByText('106', { exact: false }).first().waitFor()
    await clock(visitor.page, '到本场竞价结束')
    await visitor.sees('溢价6%')
    const buyer = await people.be('enterprise')
    await buyer.goTo(`/zh/lots/${at.lot}`)
    await buyer.page.getByRole('link', { name: /您已竞得本标的/ }).click()
    await buyer.page.waitForURL(/desk\/bids\/lot_/)
    await buyer.goTo(new URL(buyer.page.url()).pathname)
    await buyer.sees('成交公示，期满无异议')
    await buyer.sees(/现在无需办理：成交公示进行中/)
    await visitor.goTo('/zh/trading?status=finished')
    const auctioneer = await people.be('auctioneer')
    await auctioneer.goTo('/zh/desk/sessions')
  })

  it('may be signed for an organisation only by whom it empowered, on terms that it agreed to', async () => {
    const letter = path.join(directory, '授权委托书.txt')
    await writeFile(letter, '委托经办人确认成交、订立技术合同。')
    for (const key of ['tto', 'enterprise']) {
      const { page, goTo, act, sees } = await people.be(key)
      await goTo('/zh/desk/organisation')
      await page.locator('summary', { hasText: '提交签约授权' }).click()
      await page.getByLabel('被授权人').selectOption({ label: demoPeople.find((person) => person.key === key)?.name.zh ?? '' })
      await page.getByRole('textbox', { name: '截止日', exact: true }).fill(dateOf(later(testNow(), 365 * DAY_MS)))
      await page.getByLabel('授权书', { exact: true }).setInputFiles(letter)
      await page.getByRole('button', { name: '提交授权' }).click()
      await sees('查看授权书')
      const clerk = await people.be('clerk')
      await clerk.goTo('/zh/desk')
      await clerk.page.getByRole('link', { name: /核对签约授权/ }).click()
      await clerk.page.waitForURL(/desk\/parties\/org_/)
      await clerk.act('核对授权', '确认一致')
      await goTo('/zh/desk/organisation')
      await act('同意电子确认约定', '代表单位同意', () => page.getByRole('checkbox', { name: /已阅读全文/ }).check())
    }
  })

  it('is confirmed and contracted by both sides on the same paper', async () => {
    const visitor = await people.visitor()
    await visitor.goTo(`/zh/lots/${at.lot}`)
    await clock(visitor.page, '到成交公示期满')
    const sides = [await people.be('tto'), await people.be('enterprise')]
    for (const { goTo, page, act } of sides) {
      await goTo('/zh/desk/contracts')
      await page.getByRole('link', { name: new RegExp(TITLE) }).click()
      await page.waitForURL(/contracts\/ctr_|contracts\/[a-z]+_/)
      await act('确认成交', '确认成交', () =>
        page
          .getByRole('checkbox', { name: /我已阅读文件/ })
          .first()
          .check(),
      )
    }
    at.contract = new URL(sides[0]?.page.url() ?? '').pathname
    for (const { goTo, page, act } of sides) {
      await goTo(at.contract)
      await act('确认合同', '确认并订立合同', () =>
        page
          .getByRole('checkbox', { name: /我已阅读文件/ })
          .first()
          .check(),
      )
    }
    const other = await people.be('enterprise2')
    expect((await other.page.goto(`${server.origin}${at.contract}`))?.status()).toBe(404)
  })

  it('is paid into escrow, handed over, accepted and released', async () => {
    await bookStatement()
    const tto = await people.be('tto')
    const file = path.join(directory, '技术资料.txt')
    await writeFile(file, '沉积工艺参数与装置图纸清单。')
    await tto.goTo(at.contract)
    await tto.act('交付技术资料', '确认交付', () => formOf(tto.page, '交付技术资料').getByLabel('文件 1').setInputFiles(file))
    const buyer = await people.be('enterprise')
    await buyer.goTo(at.contract)
    await buyer.act('验收合格', '验收合格，等待权利登记')
    await buyer.sees('待权利登记')
  })

  it('is registered: the proof of the register, two officers, and the price is the seller’s', async () => {
    const tto = await people.be('tto')
    const file = path.join(directory, '手续合格通知书.txt')
    await writeFile(file, '准予专利申请权变更登记。')
    await tto.goTo(at.contract)
    await tto.act('提交登记机关文书', '提交', async () => {
      await tto.page.getByLabel('文书编号').fill('2026061200123456')
      await tto.page.getByLabel('文书日期').fill(dateOf(testNow()))
      await formOf(tto.page, '提交登记机关文书').getByLabel('文件 1').setInputFiles(file)
    })
    for (const key of ['clerk', 'clerk2']) {
      const officer = await people.be(key)
      await officer.goTo(at.contract)
      await officer.act('核对登记材料', '记录核对结果')
    }
    const buyer = await people.be('enterprise')
    await buyer.goTo(at.contract)
    await buyer.sees('已结清')
  })

  it('becomes an income plan that the law’s floors bind, noticed and approved by two others', async () => {
    await server.market.core.settle()
    const { page, goTo, act, sees } = await people.be('tto')
    await goTo('/zh/desk/income')
    await page.getByRole('link', { name: new RegExp(TITLE) }).click()
    await page.getByRole('link', { name: '制定方案' }).click()
    const rate = page.getByRole('textbox', { name: '团队奖酬比例' })
    await rate.fill('60')
    await sees('不符合')
    await page.getByRole('button', { name: '保存方案' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('70')
    await rate.fill('80')
    await page.getByRole('button', { name: '保存方案' }).click()
    await page.waitForURL(/income\/pln_[0-9a-z]+$/)
    at.plan = new URL(page.url()).pathname
    await act('公示方案', '开始公示')
    const approver = await people.be('approver')
    await approver.goTo(at.plan)
    await approver.sees(/公示期尚未届满/)
    await clock(approver.page, '到方案公示期满')
    for (const key of ['approver', 'approver2']) {
      const person = await people.be(key)
      await person.goTo(at.plan)
      await person.act('批准方案', '批准')
    }
    await goTo(at.plan)
    await act('支付', '下达全部支付指令')
  })

  it('reaches every person through two pairs of hands and the bank’s own line', async () => {
    await server.market.core.settle()
    const maker = await people.be('finance')
    await maker.goTo('/zh/desk/finance/payouts')
    for (const choice of await maker.page.getByRole('checkbox').all()) await choice.check()
    await maker.page.getByRole('button', { name: '列入批次并提交复核' }).click()
    await maker.page.waitForURL(/batches\/[a-z]+_/)
    const batch = new URL(maker.page.url()).pathname
    const checker = await people.be('finance2')
    await checker.goTo(batch)
    await checker.act('复核通过', '复核通过此批次')
    const download = checker.page.waitForEvent('download')
    await checker.page.getByRole('button', { name: '下载 pain.001（XML）' }).click()
    expect(await readFile((await (await download).path()) ?? '', 'utf8')).toContain('pain.001')
    await bookStatement()
    // Every account in the books has its page, by the address that stands in their list.
    await checker.goTo('/zh/desk/finance/accounts')
    const accounts = await checker.page
      .locator('a[href*="/desk/finance/accounts/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(accounts.length).toBeGreaterThan(3)
    for (const account of new Set(accounts)) expect((await checker.page.goto(`${server.origin}${account}`))?.status(), account).toBe(200)
    const researcher = await people.be('researcher')
    await researcher.goTo('/zh/desk/my-income')
    await researcher.sees(/59\.36万元|593,600/)
  })

  it('shows the open web totals, and only the unit and the person what each one got', async () => {
    const { rows } = await server.market.database.pool.query<{ notice_id: string }>('select notice_id from income.plan where id = $1', [
      at.plan.split('/').at(-1),
    ])
    const notice = `/zh/notices/${rows[0]?.notice_id}`
    const visitor = await people.visitor()
    await visitor.goTo(notice)
    await visitor.sees('各人员的分配金额在本单位内公示')
    for (const place of [
      notice,
      `/zh/evidence/${rows[0]?.notice_id}`,
      `/zh/evidence/${at.plan.split('/').at(-1)}`,
      `/zh/evidence/${at.lot}`,
      `/zh/lots/${at.lot}`,
      '/zh/data',
      '/zh/notices',
    ]) {
      await visitor.goTo(place)
      expect(await visitor.page.locator('body').innerText(), place).not.toMatch(/59\.36万元|593,600/)
    }
    const researcher = await people.be('researcher')
    await researcher.goTo(notice)
    await researcher.sees('本单位内公示：各人员分配金额')
    await researcher.sees(/593,600/)
  })

  it('is proven to anybody: a saved proof verifies offline, and with one byte changed it does not', async () => {
    const { page, goTo, sees } = await people.visitor()
    await goTo(`/zh/evidence/${at.lot}`)
    const download = page.waitForEvent('download')
    await page
      .getByRole('link', { name: /下载证明/ })
      .first()
      .click()
    const genuine = await readFile((await (await download).path()) ?? '')
    expect(verifyProofFile(genuine).ok).toBe(true)
    const forged = Buffer.from(genuine)
    const middle = Math.floor(forged.length / 2)
    forged[middle] = (forged[middle] ?? 0) ^ 1
    expect(verifyProofFile(forged).ok).toBe(false)
    // The same two files in the visitor's own browser.
    await goTo('/zh/verify')
    const choose = (buffer: Buffer) =>
      page.getByLabel('证明文件', { exact: true }).setInputFiles({ name: 'lot.zhepai-proof', mimeType: 'application/octet-stream', buffer })
    await choose(genuine)
    await sees('核验通过')
    await choose(forged)
    await sees('核验未通过')
  })

  it('stands in the regulator’s figures, in English too, and no page complained', async () => {
    const { goTo, sees } = await people.be('regulator')
    await goTo('/zh/desk/regulator')
    await sees(/106/)
    await goTo('/en/desk/regulator')
    await sees(/106/)
    await goTo('/en/data')
    await goTo('/en/achievements')
    await sees('Low-temperature plasma film deposition')
    for (const key of ['tto', 'clerk', 'finance', 'auctioneer', 'approver', 'researcher', 'enterprise']) {
      const person = await people.be(key)
      await person.goTo('/en/desk')
    }
    expect(people.complaints).toEqual([])
    expect(await server.market.checks()).toEqual([])
  })
})
