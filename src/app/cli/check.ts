import { EXIT, type Command } from './command.ts'
import { say } from './language.ts'
import { lacksMail, NO_MAIL_SERVER } from './mail-server.ts'
import { withMarket } from './with-market.ts'

export const checkCommand: Command = {
  name: 'check',
  operands: [],
  options: {},
  says: say('检查全部不变量与存证树，有违反则退出码为 1', 'check every invariant and the evidence tree; exit code 1 when one is violated'),
  run: (call) =>
    withMarket(call, async ({ market, config }) => {
      await market.migrate()
      const { printChecks } = await import('./print-checks.ts')
      const holds = await printChecks(market, call.terminal)
      const isMute = lacksMail(config)
      if (isMute) call.terminal.problem(NO_MAIL_SERVER)
      return holds && !isMute ? EXIT.done : EXIT.no
    }),
}
