/** For the tests beside this file: machines (a database and a data directory each), and commands run on them. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Environment } from '#platform/config/config.ts'
import type { Call, Command } from '../../src/app/cli/command.ts'
import { openTerminal } from '../../src/app/cli/terminal.ts'
import { atFileEnd } from './ending.ts'

const admin = async (sql: string): Promise<void> => {
  const client = new pg.Client(inject('databaseCluster').adminUrl)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Machines of one test file, which go with it, and a directory for what is written beside them. */
export const openMachines = () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'zhepai-cli-'))
  const databases: string[] = []
  atFileEnd(async () => {
    for (const name of databases) await admin(`drop database if exists ${name} with (force)`)
    rmSync(scratch, { recursive: true, force: true })
  })
  /** A machine: an empty database and an empty data directory, or the disk that is left of another machine. */
  const machine = async (disk = mkdtempSync(path.join(scratch, 'data-'))): Promise<Environment> => {
    const name = `t_${randomBytes(6).toString('hex')}`
    databases.push(name)
    await admin(`create database ${name}`)
    return {
      DATABASE_URL: inject('databaseCluster').urlPattern.replace('DATABASE', name),
      ZHEPAI_DATA_DIR: disk,
      ZHEPAI_DEMO: '0',
      LOG_LEVEL: 'silent',
      LANG: 'en_US.UTF-8',
    }
  }
  return { scratch, machine }
}

export const callOf = (environment: Environment, positionals: readonly string[], values: Call['values'] = {}) => {
  const lines: string[] = []
  const stream = { write: (text: string) => void lines.push(text) }
  return { call: { positionals, values, environment, terminal: openTerminal('en', stream, stream) }, text: () => lines.join('') }
}
export const run = async (command: Command, environment: Environment, positionals: readonly string[] = [], values: Call['values'] = {}) => {
  const { call, text } = callOf(environment, positionals, values)
  const code = await command.run(call)
  return { code, text: text() }
}
