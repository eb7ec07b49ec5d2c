/** What a founding is asked for at the terminal: the answers of a script are lines, and a plan that is wrong is told by its field. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { StartProblem } from '#platform/config/start-problem.ts'
import { foundingCodeRefusal, usualBranches } from '#modules/party/index.ts'
import { planFromFile, planFromTerminal } from './found-plan.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-found-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const answering = (lines: readonly string[]) => {
  const left = [...lines]
  return (_question: string, { initial = '' }: { readonly initial?: string } = {}) => Promise.resolve(left.shift() || initial)
}
const fileWith = (content: unknown): string => {
  const file = path.join(directory, 'plan.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const tellCode = () => true

const MARKET = ['示范技术市场', 'Model Market', '91330100799655058B', '330000']

describe('a plan', () => {
  test('is asked for in order; one address may hold several roles', async () => {
    const lines = [...MARKET, '', '', '管示范', 'Head@market.example', 'a@market.example', 'b@market.example', '', 'a@market.example', '', '']
    const plan = await planFromTerminal({ ask: answering(lines), lang: 'en', usualBranches, tellCode })
    expect(plan.branches).toHaveLength(11)
    expect(plan.branches[0]).toEqual({ region: '330100', name: { zh: '示范技术市场杭州分市场', en: 'Model Market, Hangzhou Branch' } })
    expect(plan.administrator).toEqual({ name: '管示范', address: 'head@market.example' })
    expect(plan.officers).toEqual([
      { address: 'a@market.example', roles: ['clerk', 'auctioneer'], lang: 'en' },
      { address: 'b@market.example', roles: ['finance'], lang: 'en' },
    ])
    expect(plan.authority).toBeUndefined()
  })

  test('asks again for a credit code that cannot be right, and goes on with the next one', async () => {
    const [name = '', english = '', code = '', region = ''] = MARKET
    const lines = [name, english, '91330100799655058C', code, region, '', '', '管示范', 'h@market.example', '', '', '', '', '', '']
    const told: string[] = []
    const plan = await planFromTerminal({
      ask: answering(lines),
      lang: 'zh',
      usualBranches,
      tellCode: (typed) => {
        const wrong = foundingCodeRefusal(typed)
        if (wrong) told.push(wrong.code)
        return wrong === null
      },
    })
    expect(told).toEqual(['party.founding_code_check'])
    expect(plan.market.creditCode).toBe(code)
  })

  test('of a city has the branches that are typed', async () => {
    const lines = ['市', 'City Market', '91330100799655058B', '330100', '330106 | 西湖 | Xihu', '', '', '管', 'h@market.example', '', '', '', '', '', '']
    const plan = await planFromTerminal({ ask: answering(lines), lang: 'zh', usualBranches, tellCode })
    expect(plan.branches).toEqual([{ region: '330106', name: { zh: '西湖', en: 'Xihu' } }])
  })

  test('from a file is whole or refused by field', () => {
    const whole = {
      market: { name: { zh: '甲', en: 'A' }, creditCode: '91330100799655058B', region: '330000' },
      branches: [],
      administrator: { name: '管', address: 'h@market.example' },
      officers: [],
    }
    expect(planFromFile(fileWith(whole)).market.region).toBe('330000')
    expect(() => planFromFile(fileWith({ ...whole, administrator: { name: '管', address: 'nobody' } }))).toThrow(/administrator\.address/)
    expect(() => planFromFile(fileWith('{'))).toThrow(StartProblem)
  })
})
