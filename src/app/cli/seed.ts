import { startProblem } from '#platform/config/start-problem.ts'
import { EXIT, type Command } from './command.ts'
import { accountsTable, layTheRest, seedDemoData } from './demo.ts'
import { say } from './language.ts'
import { withMarket } from './with-market.ts'

export const seedCommand: Command = {
  name: 'seed',
  operands: [],
  options: {},
  says: say('写入演示数据（已有则不变；生产环境不可用）', 'lay the demo data (nothing changes when they are there; not in production)'),
  run: (call) =>
    withMarket(call, async ({ market, config }) => {
      if (!config.demo) throw startProblem('ZHEPAI_DEMO 为 0，不写入演示数据。', 'ZHEPAI_DEMO is 0: no demo data are laid.')
      await market.migrate()
      await seedDemoData({ market, config, terminal: call.terminal })
      await layTheRest({ market, terminal: call.terminal })
      call.terminal.result(await accountsTable(call.terminal.lang))
      return EXIT.done
    }),
}
