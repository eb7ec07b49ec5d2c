import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import pg from 'pg'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { atFileEnd } from './ending.ts'

/** A database of its own for the calling test file, cloned from the migrated template and dropped at the end. */
export const freshDatabase = async (): Promise<{ readonly database: Database; readonly url: string }> => {
  const cluster = inject('databaseCluster')
  const name = `${cluster.template}_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: cluster.adminUrl })
  await admin.connect()
  // Copying files costs a tenth of writing every page to the log, which nobody needs here.
  await admin.query(`create database ${name} template ${cluster.template} strategy file_copy`)
  const url = cluster.urlPattern.replace('DATABASE', name)
  const database = openDatabase({ url, max: 12, onIdleError: () => undefined })
  atFileEnd(async () => {
    await database.close()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return { database, url }
}
