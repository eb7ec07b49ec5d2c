/** Runs one command: reads its options, and turns what goes wrong into words and an exit code. */
import { parseArgs } from 'node:util'
import type { Environment } from '#platform/config/config.ts'
import { StartProblem } from '#platform/config/start-problem.ts'
import { EXIT, type Command } from './command.ts'
import { describe, usageOf } from './help.ts'
import { say, terminalLanguage } from './language.ts'
import { openTerminal, type Terminal } from './terminal.ts'

const readOptions = (command: Command, args: readonly string[]) => {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]))
  return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true, strict: true })
}

const wrongUse = (command: Command, terminal: Terminal, reason: string): number => {
  terminal.problem(reason)
  terminal.problem(say(`用法：${usageOf(command, terminal)}`, `Usage: ${usageOf(command, terminal)}`))
  return EXIT.usage
}

const countProblem = (command: Command, given: number): { zh: string; en: string } | null => {
  const most = command.operands.length + (command.optionalOperands?.length ?? 0)
  if (given < command.operands.length) return say('缺少参数。', 'An argument is missing.')
  return given > most ? say('参数过多。', 'Too many arguments.') : null
}

export const runCommand = async (command: Command, args: readonly string[], environment: Environment): Promise<number> => {
  const terminal = openTerminal(terminalLanguage(environment))
  let parsed: ReturnType<typeof readOptions>
  try {
    parsed = readOptions(command, args)
  } catch (error) {
    return wrongUse(command, terminal, (error as Error).message)
  }
  const { help, ...values } = parsed.values as Record<string, string | boolean | undefined>
  if (help) {
    describe(command, terminal)
    return EXIT.done
  }
  const wrong = countProblem(command, parsed.positionals.length)
  if (wrong) return wrongUse(command, terminal, wrong[terminal.lang])
  try {
    return await command.run({ positionals: parsed.positionals, values, environment, terminal })
  } catch (error) {
    return explain(error, terminal, environment)
  }
}

/** What the system answers when the file a person named cannot be had: a wrong path, no permission, a full disk. */
const FILE_PROBLEMS = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC'])

const isFileProblem = (error: unknown): error is NodeJS.ErrnoException & { readonly path: string } =>
  error instanceof Error && 'path' in error && 'code' in error && FILE_PROBLEMS.has(String(error.code))

/** A problem a person can solve is told in words; anything else is a fault of ours and keeps its trace. */
const explain = (error: unknown, terminal: Terminal, environment: Environment): number => {
  if (error instanceof StartProblem) {
    for (const problem of error.problems) terminal.problem(`\n${problem.zh}\n${problem.en}`)
    return EXIT.no
  }
  if (isFileProblem(error)) {
    terminal.problem(say(`\n无法读写文件：${error.message}`, `\nA file cannot be read or written: ${error.message}`))
    return EXIT.no
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  terminal.problem(say(`\n出现未预料的错误：${message}`, `\nAn unexpected fault: ${message}`))
  terminal.problem(environment['LOG_LEVEL'] === 'silent' ? '' : (stack ?? ''))
  return EXIT.no
}
