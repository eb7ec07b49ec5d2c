import { expect, it } from 'vitest'
import { checklistLines, type Found } from './checklist-lines.ts'

const found: Found = {
  isDemo: false,
  publicUrl: 'https://market.example.cn',
  bank: { zh: '示范银行', en: 'Sample bank' },
  mail: { hasServer: true, sent: 3, waiting: 0, failing: 0 },
  backup: { ageMs: 0, hasSecrets: true },
  clockMs: 0,
  keys: { files: ['log.key'], directory: 'evidence' },
  calendar: { year: 2026, thisYear: 'published', nextYear: 'published', isLate: false },
  roles: { names: new Map(), invited: () => 0 },
  withoutFactor: [],
  unconfirmed: [],
}
const mailOf = (change: Partial<Found['mail']>, isDemo = false) =>
  checklistLines({ ...found, isDemo, mail: { ...found.mail, ...change } }).find(({ key }) => key === 'mail')

it.each([
  ['letters went out', {}, 'done', '3 sent'],
  ['none went out yet', { sent: 0 }, 'attention', '0 sent'],
  ['some failed', { waiting: 2, failing: 1 }, 'missing', '1 of them failed'],
  ['no server is set, and nothing was ever queued', { hasServer: false, sent: 0 }, 'missing', 'no server set'],
  ['the server of before is no longer set', { hasServer: false, waiting: 4 }, 'missing', 'no server set'],
] as const)('the mail line when %s', (_, change, state, words) => {
  const line = mailOf(change)
  expect(line?.state).toBe(state)
  expect(line?.found.en).toContain(words)
  expect(line?.todo.zh === '').toBe(state === 'done')
})

it('names the two settings that are missing', () => expect(mailOf({ hasServer: false })?.todo.zh).toMatch(/SMTP_URL.*MAIL_FROM/))
it('asks the demonstration for no server', () => expect(mailOf({ hasServer: false, sent: 0 }, true)).toMatchObject({ state: 'done' }))
