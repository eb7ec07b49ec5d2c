import { axe, describeViolations, launchBrowser } from '../browser/browser.ts'
const base = 'http://localhost:4471'
const browser = await launchBrowser()
const live = (await (await fetch(`${base}/api/v1/auctions?status=live`)).json()).items[0]
const ctx = await browser.newContext({ viewport: { width: 360, height: 780 } })
const page = await ctx.newPage()
page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text().slice(0, 200)) })
page.on('pageerror', (e) => console.log('pageerror', String(e).slice(0, 200)))
await page.goto(`${base}/zh/login`)
await page.fill('input[name=email]', 'enterprise@demo.zhepai.example'); await page.fill('input[type=password]', 'zhepai-demo-2026'); await page.keyboard.press('Enter'); await page.waitForTimeout(2000)
await page.goto(`${base}/zh/lots/${live.lotId}`); await page.waitForTimeout(1500)
await page.screenshot({ path: '/tmp/la/shots/act-phone.png' })
console.log('axe phone', describeViolations(await axe(page)).slice(0, 1500))
await page.setViewportSize({ width: 1280, height: 900 })
await page.locator('[role=group] button').nth(1).click()
await page.getByRole('button', { name: '出价', exact: true }).click(); await page.waitForTimeout(500)
await page.screenshot({ path: '/tmp/la/shots/act-sheet.png' })
await page.getByRole('button', { name: '确认出价' }).click(); await page.waitForTimeout(1500)
await page.screenshot({ path: '/tmp/la/shots/act-done.png' })
await page.getByRole('button', { name: '出价', exact: true }).click(); await page.waitForTimeout(300)
await page.getByRole('button', { name: '确认出价' }).click(); await page.waitForTimeout(1200)
console.log('second', await page.locator('[role=status]').allInnerTexts())
for (const path of ['/zh/trading', '/en/trading?status=finished', `/en/lots/${live.lotId}`]) { await page.goto(base + path); await page.waitForTimeout(600); console.log('axe', path, describeViolations(await axe(page)).slice(0, 600)) }
await browser.close(); process.exit(0)
