import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectDirectory } from '#platform/config/project.ts'
import { terminalLanguage } from './language.ts'
import { commands, main } from './main.ts'
import { openTerminal, table } from './terminal.ts'

const zhepai = (args: readonly string[], environment: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(projectDirectory(), 'bin/zhepai.mjs'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', ...environment },
  })
  return { status, stdout, stderr }
}

describe('the command line', () => {
  test('help names every command, in the language of the terminal', () => {
    const english = zhepai(['help'])
    const chinese = zhepai([], { LANG: 'zh_CN.UTF-8' })
    expect([english.status, chinese.status]).toEqual([0, 0])
    for (const name of commands.keys()) {
      expect(english.stdout).toContain(`  ${name}`)
      expect(chinese.stdout).toContain(`  ${name}`)
    }
    expect(chinese.stdout).toContain('用法：zhepai 命令')
    expect(english.stdout).toContain('Usage: zhepai COMMAND')
  })

  test('an unknown command is told, with those there are, and exit code 2', () => {
    expect(zhepai(['sell'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/Unknown command: sell.*start, .*migrate/) })
    expect(zhepai(['help', '卖'], { LC_ALL: 'zh_CN.UTF-8' })).toMatchObject({ status: 2, stderr: expect.stringContaining('未知命令：卖') })
  })

  test('wrong options and counts of arguments show the usage, and exit code 2', () => {
    expect(zhepai(['backup'])).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: zhepai backup FILE') })
    expect(zhepai(['verify', 'a', 'b'])).toMatchObject({ status: 2, stderr: expect.stringContaining('Too many arguments') })
    expect(zhepai(['check', '--all'])).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: zhepai check') })
    expect(zhepai(['import', 'lots', 'x.csv'])).toMatchObject({ status: 2, stderr: expect.stringContaining('demands, achievements') })
  })

  test('a wrong environment stops with its message in both languages', () => {
    const { status, stderr } = zhepai(['migrate'], { PORT: 'x', ZHEPAI_DEMMO: '1' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/环境变量 PORT[^]*Environment variable PORT/)
    expect(stderr).toMatch(/ZHEPAI_DEMMO/)
  })

  test('a database that cannot be reached is told in words', () => {
    const { status, stderr } = zhepai(['check'], {
      DATABASE_URL: 'postgres://u:hunter22@127.0.0.1:1/x',
      ZHEPAI_DATA_DIR: '/tmp/zhepai-cli-test',
      AUTH_SECRET: 'x'.repeat(32),
    })
    expect(status).toBe(1)
    expect(stderr).toContain("can't be reached (ECONNREFUSED)")
    expect(stderr).not.toContain('hunter22')
  })
})

test('every command describes itself in both languages', async () => {
  for (const command of commands.values()) {
    for (const text of [command.says, command.more ?? command.says, ...Object.values(command.options).map(({ says }) => says)]) {
      expect([text.zh !== '', text.en !== '', /\p{Script=Han}/u.test(text.zh), /\p{Script=Han}/u.test(text.en)]).toEqual([true, true, true, false])
    }
  }
  expect(await main(['check', '--help'], { LANG: 'C' })).toBe(0)
})

test('the language follows LC_ALL, LC_MESSAGES, LANG', () => {
  expect(terminalLanguage({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en')
  expect(terminalLanguage({ LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'en_US' })).toBe('zh')
  expect(terminalLanguage({})).toBe('en')
})

test('columns line up with Chinese signs of double width', () => {
  expect(
    table([
      ['角色', 'x'],
      ['role', 'y'],
    ]),
  ).toBe('角色  x\nrole  y')
})

test('progress writes a line per tenth where there is no terminal', () => {
  const lines: string[] = []
  const report = openTerminal('zh', { write: () => undefined }, { write: (line) => lines.push(line) }).progress({ zh: '导入', en: 'import' })
  for (let done = 0; done <= 1000; done += 1) report(done, 1000)
  expect(lines).toHaveLength(11)
  expect(lines.at(-1)).toBe(`导入 [${'#'.repeat(30)}] 1000/1000\n`)
})
