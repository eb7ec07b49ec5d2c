import { EXIT, type Command } from './command.ts'
import { say } from './language.ts'
import { withMarket } from './with-market.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  operands: [],
  options: {},
  says: say('把数据库升级到本版本的结构', 'bring the database to the structure of this version'),
  run: (call) =>
    withMarket(call, async ({ market }) => {
      const applied = await market.migrate()
      for (const name of applied) call.terminal.result(name)
      call.terminal.problem(
        applied.length === 0 ? say('数据库已是最新结构。', 'The database is up to date.') : say(`已应用 ${applied.length} 项。`, `${applied.length} applied.`),
      )
      return EXIT.done
    }),
}
