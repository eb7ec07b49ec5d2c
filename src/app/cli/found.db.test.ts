/** The commands of an operator on an empty database, as a script runs them: answers by standard input, results on standard output. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectDirectory } from '#platform/config/project.ts'
import { freshDatabase } from '../../../test/kit/database.ts'
import { lettersTo, tokenTo } from '../../../test/kit/letters.ts'
import { creditCode } from '../../../test/kit/market.ts'
import { totpOf } from '../../../test/kit/totp.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-found-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const { database, url } = await freshDatabase()

/** Runs one command; `onOutput` sees all that came so far and may answer a question by a line. */
const zhepai = (args: readonly string[], onOutput: (text: string, answer: (line: string) => void) => void = () => undefined) => {
  const child = spawn(process.execPath, [path.join(projectDirectory(), 'bin/zhepai.mjs'), ...args], {
    cwd: projectDirectory(),
    env: {
      PATH: process.env['PATH'],
      LANG: 'en_US.UTF-8',
      NODE_ENV: 'production',
      AUTH_SECRET: 'test-secret-test-secret-test-secret-0',
      PUBLIC_URL: 'https://market.example',
      DATABASE_URL: url,
      ZHEPAI_DATA_DIR: directory,
      LOG_LEVEL: 'silent',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let text = ''
  const seen = (chunk: Buffer) => {
    text += chunk.toString()
    onOutput(text, (line) => child.stdin.write(`${line}\n`))
  }
  child.stdout.on('data', seen)
  child.stderr.on('data', seen)
  return new Promise<{ readonly code: number | null; readonly text: string }>((resolve) => child.once('exit', (code) => resolve({ code, text })))
}

const plan = path.join(directory, 'plan.json')
writeFileSync(
  plan,
  JSON.stringify({
    market: { name: { zh: '示范技术市场', en: 'Model Market' }, creditCode: creditCode(1), region: '330100' },
    branches: [],
    administrator: { name: '管示范', address: 'head@market.example' },
    officers: [{ address: 'clerk@market.example', roles: ['clerk'], lang: 'zh' }],
  }),
)

/** Answers password and code once each, when they are asked for. */
const answers = () => {
  const given = new Set<string>()
  const once = (key: string, give: () => void) => {
    if (given.has(key)) return
    given.add(key)
    give()
  }
  return (text: string, answer: (line: string) => void) => {
    if (text.includes('Password of the first administrator')) once('password', () => answer('a long test password'))
    const uri = /otpauth:\/\/\S+/.exec(text)?.[0]
    if (uri && text.includes('six digits')) once('code', () => answer(totpOf(uri)))
  }
}

test('found makes the market, once; checklist says what is missing; invite brings in another administrator', async () => {
  const founded = await zhepai(['found', '--plan', plan], answers())
  expect(founded.text).toContain('The market is founded')
  expect(founded.code).toBe(0)
  expect(founded.text).toContain(`https://market.example/zh/join?token=${await tokenTo(database, 'clerk@market.example')}`)
  const { rows } = await database.pool.query<{ role: string; factor: boolean }>(
    `select m.role, u."twoFactorEnabled" as factor from party.mandate m join party.person p on p.id = m.person_id join auth."user" u on u.id = p.user_id`,
  )
  expect(rows).toEqual([{ role: 'admin', factor: true }])
  expect(await zhepai(['found', '--plan', plan])).toMatchObject({ code: 1, text: expect.stringContaining('founded already') })
  const list = await zhepai(['checklist'])
  expect(list.code).toBe(1)
  expect(list.text).toMatch(/✗ Market finance officer: nobody/)
  expect(list.text).toMatch(/✗ Market clerk: nobody; 1 invited/)
  expect(list.text).toMatch(/✓ Public address and HTTPS: https:\/\/market\.example/)
  expect(list.text).toMatch(/✗ Backup: none on record/)
  expect((await zhepai(['backup', path.join(directory, 'market.tar.gz')])).code).toBe(0)
  expect((await zhepai(['checklist'])).text).toMatch(/✓ Backup: the last one 0 hours ago/)
  const invited = await zhepai(['invite', 'New@market.example'])
  expect(invited.code).toBe(0)
  expect(await lettersTo(database, 'new@market.example')).toMatchObject([{ kind: 'party.invitation', body: expect.stringContaining('Administrator') }])
})
