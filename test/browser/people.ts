/** The people of the demo, each in a browser of their own, acting by what they read on the page. */
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { DEMO_PASSWORD, demoEmail } from '../../src/app/demo/cast.ts'
import { axe, describeViolations } from './browser.ts'

export interface Person {
  readonly page: Page
  readonly goTo: (at: string) => Promise<void>
  /** Opens an act, fills in what it asks, and confirms it. */
  readonly act: (label: string, confirm: string, fill?: () => Promise<void>) => Promise<void>
  readonly sees: (words: string | RegExp) => Promise<void>
}

export interface People {
  readonly be: (key: string) => Promise<Person>
  readonly visitor: () => Promise<Person>
  /** What browsers complained about: scripts, the security policy, hydration. */
  readonly complaints: readonly string[]
  /** Pictures of every open page, for a test that failed. */
  readonly photograph: (directory: string) => Promise<void>
}

const personAt = (page: Page, origin: string, audited: Set<string>): Person => {
  /** Every address is looked at once with the eyes of a screen reader, with the data it has then. */
  const audit = async () => {
    const place = new URL(page.url()).pathname.replaceAll(/_[0-9a-z]{20,}/g, '_…')
    if (audited.has(place)) return
    audited.add(place)
    expect(describeViolations(await axe(page)), place).toBe('')
  }
  return {
    page,
    goTo: async (at) => {
      const response = await page.goto(`${origin}${at}`)
      expect(response?.status(), at).toBe(200)
      await audit()
    },
    act: async (label, confirm, fill) => {
      const opener = page.locator('summary', { hasText: label }).first()
      await opener.click()
      await fill?.()
      const handle = await opener.elementHandle()
      await page.locator('details', { has: opener }).getByRole('button', { name: confirm }).click()
      // What was done is no longer offered; what was refused says why.
      const asksAgain = page.getByRole('button', { name: '确认并继续' })
      const refusal = page.getByRole('alert')
      await Promise.race([handle?.waitForElementState('hidden'), refusal.waitFor()])
      // A long story outlives the proof of its log-in.
      if (await asksAgain.isVisible()) {
        await page.getByRole('textbox', { name: '您的登录密码' }).fill(DEMO_PASSWORD)
        await asksAgain.click()
        await asksAgain.waitFor({ state: 'hidden' })
      }
      await Promise.race([handle?.waitForElementState('hidden'), refusal.waitFor()])
      expect(await refusal.allInnerTexts(), `${label}: refused`).toEqual([])
    },
    sees: async (words) => page.getByText(words).first().waitFor(),
  }
}

export const peopleOf = (browser: Browser, origin: string): People => {
  const complaints: string[] = []
  const audited = new Set<string>()
  const contexts = new Map<string, Promise<Person>>()
  const open = async (context: BrowserContext): Promise<Person> => {
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(`${page.url()}: ${message.text()}`)
    })
    return personAt(page, origin, audited)
  }
  const logIn = async (key: string): Promise<Person> => {
    const person = await open(await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true }))
    await person.goTo('/zh/login')
    await person.page.getByRole('textbox', { name: '邮箱' }).fill(demoEmail(key))
    await person.page.getByRole('textbox', { name: '密码', exact: true }).fill(DEMO_PASSWORD)
    await person.page.getByRole('button', { name: '登录', exact: true }).click()
    await person.page.waitForURL(/\/zh\/desk/)
    return person
  }
  const once = (key: string, make: () => Promise<Person>): Promise<Person> => {
    const known = contexts.get(key) ?? make()
    contexts.set(key, known)
    return known
  }
  return {
    be: (key) => once(key, () => logIn(key)),
    visitor: () => once('', async () => open(await browser.newContext({ viewport: { width: 1280, height: 900 } }))),
    complaints,
    photograph: async (directory) => {
      for (const [key, person] of contexts) {
        const { page } = await person
        await page.screenshot({ path: path.join(directory, `${key || 'visitor'}.png`), fullPage: true })
      }
    },
  }
}
