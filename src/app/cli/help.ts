import { EXIT, type Command, type Commands } from './command.ts'
import { say } from './language.ts'
import { table, type Terminal } from './terminal.ts'

export const usageOf = (command: Command, { lang }: Terminal): string => {
  const operands = command.operands.map((operand) => operand[lang]).concat((command.optionalOperands ?? []).map((operand) => `[${operand[lang]}]`))
  const options = Object.keys(command.options).length > 0 ? [lang === 'zh' ? '[选项]' : '[options]'] : []
  return ['zhepai', command.name, ...operands, ...options].join(' ')
}

export const describe = (command: Command, terminal: Terminal): void => {
  const { lang, result } = terminal
  result(usageOf(command, terminal))
  result('')
  result(command.says)
  if (command.more) result(command.more)
  const rows = Object.entries(command.options).map(([name, option]) => [
    `  --${name}${option.type === 'string' ? (lang === 'zh' ? ' 值' : ' VALUE') : ''}`,
    option.says[lang],
  ])
  if (rows.length > 0) result(`\n${table(rows)}`)
}

const overview = (commands: Commands, terminal: Terminal): void => {
  const { lang, result } = terminal
  result(say('浙江拍 zhepai：技术交易市场\n\n用法：zhepai 命令 [参数]\n', 'zhepai: an open technology market\n\nUsage: zhepai COMMAND [ARGUMENTS]\n'))
  result(table([...commands.values()].map((command) => [`  ${command.name}`, command.says[lang]])))
  result(
    say(
      '\n某个命令的说明：zhepai help 命令。环境变量见 docs/operations.md。',
      '\nMore on one command: zhepai help COMMAND. Environment variables: docs/operations.md.',
    ),
  )
}

export const helpCommand = (commands: () => Commands): Command => ({
  name: 'help',
  operands: [],
  optionalOperands: [say('命令', 'COMMAND')],
  options: {},
  says: say('显示帮助', 'show this help'),
  run: async ({ positionals, terminal }) => {
    const [name] = positionals
    if (name === undefined) overview(commands(), terminal)
    else {
      const command = commands().get(name)
      if (!command) return unknownCommand(name, commands(), terminal)
      describe(command, terminal)
    }
    return EXIT.done
  },
})

export const unknownCommand = (name: string, commands: Commands, terminal: Terminal): number => {
  const names = [...commands.keys()]
  terminal.problem(say(`未知命令：${name}。可用命令：${names.join('、')}。`, `Unknown command: ${name}. There are: ${names.join(', ')}.`))
  return EXIT.usage
}
