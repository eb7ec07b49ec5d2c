import { launchBrowser } from '../browser/browser.ts'
const base = 'http://localhost:4471'
const b = await launchBrowser() as any
const browser = b.browser ?? b
const auctions = await (await fetch(`${base}/api/v1/auctions?status=live`)).json()
const fin = await (await fetch(`${base}/api/v1/auctions?status=finished`)).json()
const live = auctions.items[0]; const done = fin.items[0]
console.log('live', live?.lotId, live?.phase, 'finished', done?.lotId)
const login = async (email: string) => {
  const ctx = await browser.newContext({ viewport: { width: 1440, height: 1000 } })
  const page = await ctx.newPage()
  await page.goto(`${base}/zh/login`)
  await page.fill('input[type=email], input[name=email]', email)
  await page.fill('input[type=password]', 'zhepai-demo-2026')
  await Promise.all([page.waitForLoadState('networkidle'), page.keyboard.press('Enter')])
  await page.waitForTimeout(1500)
  console.log(email, page.url())
  return { ctx, page }
}
const shot = async (page: any, path: string, name: string, w = 1440) => {
  const errors: string[] = []
  page.on('pageerror', (e: Error) => errors.push(String(e)))
  page.on('console', (m: any) => { if (m.type() === 'error') errors.push(m.text()) })
  await page.setViewportSize({ width: w, height: w < 500 ? 780 : 1000 })
  const r = await page.goto(base + path); await page.waitForTimeout(900)
  console.log(name, r?.status(), errors.slice(0, 3).join(' | ').slice(0, 300))
  await page.screenshot({ path: `/tmp/la/shots/${name}.png`, fullPage: true })
}
const only = process.argv[2] ?? ''
const v = await (await browser.newContext()).newPage()
if (!only || only === 'v') {
  await shot(v, '/zh/trading', 'trading-zh'); await shot(v, '/en/trading?status=finished', 'trading-fin-en'); await shot(v, '/zh/trading?status=registering', 'trading-reg')
  if (live) await shot(v, `/zh/lots/${live.lotId}`, 'lot-live-zh'); if (done) await shot(v, `/en/lots/${done.lotId}`, 'lot-done-en'); if (live) await shot(v, `/zh/lots/${live.lotId}`, 'lot-live-phone', 360)
  await shot(v, '/zh/trading', 'trading-phone', 360)
  if (done) await shot(v, `/zh/lots/${done.lotId}/bids`, 'bids')
}
if (!only || only === 'e') { const { page } = await login('enterprise@demo.zhepai.example'); if (live) { await shot(page, `/zh/lots/${live.lotId}`, 'ent-lot'); await shot(page, `/zh/lots/${live.lotId}`, 'ent-lot-phone', 360) } await shot(page, '/zh/desk/bids', 'ent-bids'); await shot(page, '/zh/desk', 'ent-desk') }
if (!only || only === 't') { const { page } = await login('tto@demo.zhepai.example'); await shot(page, '/zh/desk/lots', 'tto-lots'); await shot(page, '/zh/desk/lots/new', 'tto-new'); const r = await page.evaluate(async () => (await fetch('/api/v1/desk/lots')).json()); if (r.items?.[0]) await shot(page, `/zh/desk/lots/${r.items[0].id}`, 'tto-lot') }
if (!only || only === 'c') { const { page } = await login('clerk@demo.zhepai.example'); await shot(page, '/zh/desk/clerk/lots', 'clerk-lots'); const r = await page.evaluate(async () => (await fetch('/api/v1/clerk/lots')).json()); if (r.items?.[0]) await shot(page, `/en/desk/clerk/lots/${r.items[0].id}`, 'clerk-lot') }
if (!only || only === 'a') { const { page } = await login('auctioneer@demo.zhepai.example'); await shot(page, '/zh/desk/sessions', 'auc-sessions'); if (live) await shot(page, `/zh/desk/sessions/${live.id}`, 'auc-session') }
await b.close()
process.exit(0)
