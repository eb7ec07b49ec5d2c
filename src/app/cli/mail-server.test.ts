import { expect, test } from 'vitest'
import { readConfig } from '#platform/config/config.ts'
import { lacksMail } from './mail-server.ts'

test('a production without a mail server is told so, nothing else is', () => {
  const production = { NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(32) }
  expect(lacksMail(readConfig(production))).toBe(true)
  expect(lacksMail(readConfig({ ...production, SMTP_URL: 'smtp://mail.example.cn', MAIL_FROM: 'no-reply@market.example.cn' }))).toBe(false)
  expect(lacksMail(readConfig({ ZHEPAI_DEMO: '0' }))).toBe(false)
  expect(lacksMail(readConfig({}))).toBe(false)
})
