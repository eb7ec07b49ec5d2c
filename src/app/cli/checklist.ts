import { EXIT, type Command } from './command.ts'
import { say } from './language.ts'
import { withMarket } from './with-market.ts'

const MARK = { done: '✓', attention: '!', missing: '✗' } as const

export const checklistCommand: Command = {
  name: 'checklist',
  operands: [],
  options: {},
  says: say(
    '检查市场开业所需：人员、账户、邮件、备份、密钥、日历等；有缺失则退出码为 1',
    'what the market needs to trade: people, bank, mail, backup, keys, calendar; exit code 1 when something is missing',
  ),
  run: (call) =>
    withMarket(call, async ({ market }) => {
      await market.migrate()
      const { lang, result } = call.terminal
      const lines = await market.checklist()
      for (const { state, title, found, why, todo } of lines) {
        result(`${MARK[state]} ${title[lang]}${lang === 'zh' ? '：' : ': '}${found[lang]}`)
        if (state !== 'done') result(`    ${why[lang]}\n    → ${todo[lang]}`)
      }
      const missing = lines.filter(({ state }) => state === 'missing').length
      result(missing === 0 ? say('\n没有缺失。', '\nNothing is missing.') : say(`\n缺失 ${missing} 项。`, `\n${missing} missing.`))
      return missing === 0 ? EXIT.done : EXIT.no
    }),
}
