/** Pages drawn by a thread are the pages that the loop would draw: of the same reader, the same moment, the same market. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { HANG_MS } from '../kit/hang.ts'
import { standingStill, testNow } from '../kit/moment.ts'
import { startServer, type Browser, type TestServer } from '../kit/server.ts'

let server: TestServer
let maker: Browser
let other: Browser

const figure = async (name: string): Promise<number> => {
  const text = await (await fetch(`${server.origin}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1])
}

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: { drawingThreads: 1, ...standingStill(testNow()) } })
  const [company, rival] = [await server.organisation('enterprise', '示范水泵公司'), await server.organisation('enterprise', '示范阀门公司')]
  maker = await server.logIn('maker', [{ role: 'enterprise', organisationId: company }])
  other = await server.logIn('other', [{ role: 'enterprise', organisationId: rival }])
  // From the sources a thread takes a while to begin.
  await vi.waitUntil(async () => (await figure('zhepai_drawing_threads')) === 1, { timeout: HANG_MS, interval: 200 })
})

const page = async (browser: Browser, path: string) => {
  const answer = await browser.fetch(path)
  return { answer, text: await answer.text() }
}

describe('a page drawn by a thread', () => {
  it('is its reader’s, with the policy of its own nonce, and nobody may keep it', async () => {
    const [mine, theirs] = [await page(maker, '/zh/desk'), await page(other, '/zh/desk')]
    for (const { answer, text } of [mine, theirs]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const nonce = /nonce-([0-9a-f]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? ''
      expect(nonce).not.toBe('')
      expect(text).toContain(`nonce="${nonce}"`)
    }
    expect(mine.text).toContain('示范水泵公司')
    expect(mine.text).not.toContain('示范阀门公司')
    expect(theirs.text).toContain('示范阀门公司')
  })

  it('sends away whoever is not logged in, and says what is not there', async () => {
    const visitor = await fetch(`${server.origin}/zh/desk`, { redirect: 'manual' })
    expect(visitor.status).toBe(302)
    expect(visitor.headers.get('location')).toContain('/zh/login')
    expect((await maker.fetch('/zh/desk/contracts/contract_000000000000000000000000')).status).toBe(404)
    expect((await maker.fetch('/zh/no-such-page')).status).toBe(404)
  })

  it('shows what was done a moment before, however often it is asked', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const title = `密封件寿命 ${round}`
      const text = { zh: '说明', en: 'What it is about' }
      const contact = { name: '联系人', phone: '0571-00000000' }
      const published = await maker.fetch('/api/v1/demands', {
        body: { title: { zh: title, en: title }, text, field: 'advanced_manufacturing', modes: ['development'], contact },
      })
      expect(published.status, await published.clone().text()).toBe(200)
      expect((await page(maker, '/zh/desk/demands')).text).toContain(title)
      expect((await page(other, '/zh/desk/demands')).text).not.toContain(title)
      expect(await (await fetch(`${server.origin}/zh/demands`)).text()).toContain(title)
    }
  })

  it('comes from memory for everybody, and anew after a change', async () => {
    const first = await fetch(`${server.origin}/zh/demands`)
    const again = await fetch(`${server.origin}/zh/demands`)
    const [name] = (first.headers.get('etag') ?? '').split('.')
    expect(name).toMatch(/^W\//)
    expect(again.headers.get('etag')?.split('.')[0]).toBe(name)
    expect(await again.text()).toContain('</html>')
  })

  it('left no fault behind', () => {
    expect(server.faults).toEqual([])
  })
})
