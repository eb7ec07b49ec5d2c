import { EXIT, type Command } from './command.ts'
import { readKnownCheckpoint } from './known-checkpoint.ts'
import { say } from './language.ts'
import { lacksMail, NO_MAIL_SERVER } from './mail-server.ts'
import { withMarket } from './with-market.ts'

export const checkCommand: Command = {
  name: 'check',
  operands: [],
  options: {
    against: {
      type: 'string',
      says: say(
        '另行保存的检查点或证明文件：日志须与其一致，否则指出分叉',
        'a checkpoint or proof file kept elsewhere: the log must lead to it, else the fork is named',
      ),
    },
  },
  says: say('检查全部不变量与存证树，有违反则退出码为 1', 'check every invariant and the evidence tree; exit code 1 when one is violated'),
  run: (call) =>
    withMarket(call, async ({ market, config }) => {
      await market.migrate()
      const { printChecks } = await import('./print-checks.ts')
      const { against } = call.values
      const known = typeof against === 'string' ? readKnownCheckpoint(against) : null
      const holds = await printChecks(market, { terminal: call.terminal, config, against: known })
      const isMute = lacksMail(config)
      if (isMute) call.terminal.problem(NO_MAIL_SERVER)
      return holds && !isMute ? EXIT.done : EXIT.no
    }),
}
