/** `zhepai COMMAND`: finds the command and runs it. */
import type { Environment } from '#platform/config/config.ts'
import { backupCommand } from './backup.ts'
import { checkCommand } from './check.ts'
import { checklistCommand } from './checklist.ts'
import type { Command, Commands } from './command.ts'
import { foundCommand } from './found.ts'
import { helpCommand, unknownCommand } from './help.ts'
import { importCommand } from './import.ts'
import { inviteCommand } from './invite.ts'
import { acceptNewKeyCommand, rotateKeyCommand } from './keys.ts'
import { terminalLanguage } from './language.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { runCommand } from './run.ts'
import { sealCommand } from './seal.ts'
import { seedCommand } from './seed.ts'
import { startCommand } from './start.ts'
import { openTerminal } from './terminal.ts'
import { verifyCommand } from './verify.ts'

const all: readonly Command[] = [
  startCommand,
  foundCommand,
  inviteCommand,
  checklistCommand,
  migrateCommand,
  seedCommand,
  checkCommand,
  verifyCommand,
  sealCommand,
  importCommand,
  backupCommand,
  restoreCommand,
  rotateKeyCommand,
  acceptNewKeyCommand,
  helpCommand(() => commands),
]
export const commands: Commands = new Map(all.map((command) => [command.name, command]))

/** Runs one command line (without node and script) and answers the exit code. */
export const main = async (args: readonly string[], environment: Environment = process.env): Promise<number> => {
  const [name = 'help', ...rest] = args
  const command = commands.get(['--help', '-h'].includes(name) ? 'help' : name)
  if (!command) return unknownCommand(name, commands, openTerminal(terminalLanguage(environment)))
  return runCommand(command, rest, environment)
}
