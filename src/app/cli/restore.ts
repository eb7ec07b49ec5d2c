import { accessSync, constants, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { startProblem } from '#platform/config/start-problem.ts'
import type { BackupHead } from '#platform/db/backup/format.ts'
import { restoreBackup } from '#platform/db/backup/read.ts'
import { EXIT, type Call, type Command } from './command.ts'
import { largestSigned, putSecret, rememberSigned } from './kept-files.ts'
import { readKnownCheckpoint } from './known-checkpoint.ts'
import { say } from './language.ts'
import { tellKeys } from './tell-keys.ts'
import { fileStoreOf, withMarket } from './with-market.ts'

/** Second line of a C2SP checkpoint: the number of entries. */
const sizeOfCheckpoint = (file: string): bigint => {
  const size = readFileSync(file, 'utf8').split('\n')[1] ?? ''
  if (!/^\d+$/.test(size)) throw startProblem(`${file} 不是存证日志的检查点。`, `${file} is not a checkpoint of an evidence log.`)
  return BigInt(size)
}

interface Restored {
  readonly logId: string
  readonly size: bigint
}

const restoredLog = async (client: pg.ClientBase): Promise<Restored | null> => {
  const { rows } = await client.query<{ log_id: string; size: string }>('select log_id, size::text as size from evidence.tree')
  const [tree] = rows
  return tree ? { logId: tree.log_id, size: BigInt(tree.size) } : null
}

/** A log that was seen longer than the restored one must not be signed again from an earlier state: that would make two histories. */
const refuseSmaller = (size: bigint, known: bigint) =>
  startProblem(
    `备份中的存证日志只有 ${size} 条，而已知它签到过 ${known} 条。恢复后继续签名会产生两份不一致的历史，未恢复任何内容。请用更新的备份；确无更新备份而必须恢复时，加 --accept-smaller-log 并向各见证方公告。`,
    `The evidence log in the backup has ${size} entries, but it is known to have been signed up to ${known}. Signing on from there would make two histories; nothing was restored. Use a newer backup; if there is none and you must, add --accept-smaller-log and tell every witness.`,
  )

const approveLog = (call: Call, dataDirectory: string) => {
  const { checkpoint, 'accept-smaller-log': accepted } = call.values
  const published = typeof checkpoint === 'string' ? sizeOfCheckpoint(checkpoint) : 0n
  let restored: Restored | null = null
  return {
    approve: async (head: BackupHead, client: pg.ClientBase): Promise<void> => {
      restored = await restoredLog(client)
      const size = restored?.size ?? 0n
      if (size.toString() !== head.log.size)
        throw startProblem('备份中的存证日志与其说明不符，未恢复任何内容。', 'The evidence log in the backup is not what its head says; nothing was restored.')
      const signed = restored ? (largestSigned(dataDirectory, restored.logId) ?? 0n) : 0n
      const known = signed > published ? signed : published
      if (size < known && !accepted) throw refuseSmaller(size, known)
    },
    remember: () => {
      if (restored && restored.size > 0n) rememberSigned(dataDirectory, restored.logId, restored.size)
    },
  }
}

/** Whoever can write a backup file can put another key into it: only what was kept elsewhere tells the two apart. */
const compareKey = (vkey: string) =>
  say(
    `此备份的日志由 ${vkey} 签名。备份文件自身不能证明它就是市场公布的日志：请与另行保存的公钥核对，或用 --against 给出另行保存的检查点或证明文件。`,
    `The log of this backup is signed by ${vkey}. The backup file alone cannot prove that this is the log the market published: compare the key with one kept elsewhere, or give a checkpoint or proof file kept elsewhere by --against.`,
  )

export const restoreCommand: Command = {
  name: 'restore',
  operands: [say('文件', 'FILE')],
  options: {
    checkpoint: {
      type: 'string',
      says: say('已公布的最新检查点文件：日志短于它则拒绝恢复', 'file with the newest published checkpoint: a shorter log is refused'),
    },
    against: {
      type: 'string',
      says: say(
        '另行保存的检查点或证明文件：恢复后的日志须与其一致，否则指出分叉',
        'a checkpoint or proof file kept elsewhere: the restored log must lead to it, else the fork is named',
      ),
    },
    'accept-smaller-log': { type: 'boolean', says: say('即使日志短于已知的检查点也恢复', 'restore even when the log is shorter than a known checkpoint') },
  },
  says: say('把备份恢复到空数据库并核验', 'restore a backup into an empty database and verify it'),
  run: (call) => {
    const archive = path.resolve(call.positionals[0] ?? '')
    // A wrong path is no damaged archive, and is told before a database is started for it.
    accessSync(archive, constants.R_OK)
    const { against } = call.values
    const known = typeof against === 'string' ? readKnownCheckpoint(against) : null
    return withMarket(call, async ({ market, config }) => {
      const { terminal } = call
      const bars = { tables: terminal.progress(say('数据表', 'tables')), files: terminal.progress(say('文件', 'files')) }
      const log = approveLog(call, config.dataDirectory)
      const { migrateBackTo } = await import('./migrate-back-to.ts')
      const { printChecks } = await import('./print-checks.ts')
      const { head, manifest, rows } = await restoreBackup(archive, {
        connect: market.database.connect,
        migrate: (of) => migrateBackTo(market, of),
        putFile: (await fileStoreOf(config)).put,
        putSecret: async (name, bytes) => putSecret(config.dataDirectory, name, bytes),
        approve: log.approve,
        onProgress: (step, done, total) => bars[step](done, total),
      })
      log.remember()
      await market.migrate()
      terminal.result(
        say(
          `已恢复 ${head.madeAt} 的备份：${manifest.tables.length} 张表 ${rows} 行，${manifest.files.count} 个文件，存证日志 ${head.log.size} 条。`,
          `Restored the backup of ${head.madeAt}: ${manifest.tables.length} tables with ${rows} rows, ${manifest.files.count} files, evidence log of ${head.log.size} entries.`,
        ),
      )
      const { vkey } = await tellKeys(market, config)
      if (!known && vkey !== null) terminal.problem(compareKey(vkey))
      return (await printChecks(market, { terminal, config, against: known })) ? EXIT.done : EXIT.no
    })
  },
}
