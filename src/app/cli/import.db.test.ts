/** Files as they come from outside: what arrives, what is known, what is told line by line. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkCommand } from './check.ts'
import { EXIT } from './command.ts'
import { importCommand } from './import.ts'
import { openMachines, run } from '../../../test/kit/machines.ts'

const { machine, scratch } = openMachines()

const demands = `\uFEFF'0a1b2c3d-0000-4000-8000-000000000001' , '轴承寿命在线预测' , '现有产线只做定期更换，\n希望按振动与温度预测剩余寿命。\\n精度不低于 90%。'
'0a1b2c3d-0000-4000-8000-000000000002' , '没有内容的一条' , ''
'0a1b2c3d-0000-4000-8000-000000000003' , '"节水"印染工艺' , '单位产品用水下降三成以上。'
`

test('demands: every row arrives or is told with its line; the second run adds nothing', async () => {
  const here = await machine()
  const file = path.join(scratch, 'demands.csv')
  writeFileSync(file, demands)
  const first = await run(importCommand, here, ['demands', file])
  expect(first.code).toBe(EXIT.done)
  expect(first.text).toContain('3/3')
  expect(first.text).toMatch(/line 3 "没有内容的一条": \S/)
  expect(first.text).toContain('3 read: 2 added, 0 known already, 1 not taken.')
  const second = await run(importCommand, here, ['demands', file])
  expect(second.text).toContain('3 read: 0 added, 2 known already, 1 not taken.')
  expect((await run(checkCommand, here)).code).toBe(EXIT.done)
})

test('a file that is no such table is refused in words and nothing is written', async () => {
  const here = await machine()
  const file = path.join(scratch, 'achievements.csv')
  writeFileSync(file, '甲,乙\n1,2\n')
  const { code, text } = await run(importCommand, here, ['achievements', file])
  expect(code).toBe(EXIT.no)
  expect(text).toContain('it lacks required columns: Title (Chinese)')
})

test('a file that is not there is a wrong call', async () => {
  const { code, text } = await run(importCommand, await machine(), ['demands', path.join(scratch, 'none.csv')])
  expect(code).toBe(EXIT.usage)
  expect(text).toContain('Cannot read')
})
