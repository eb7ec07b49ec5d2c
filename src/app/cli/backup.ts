import path from 'node:path'
import type pg from 'pg'
import type { BackupHead } from '#platform/db/backup/format.ts'
import { writeBackup } from '#platform/db/backup/write.ts'
import { EXIT, type Command } from './command.ts'
import { secretFiles, storedFiles } from './kept-files.ts'
import { say } from './language.ts'
import { programVersion, schemasOf, withMarket } from './with-market.ts'

const MEGABYTE = 1_000_000

/** Size of the log and its newest signed checkpoint, as the snapshot sees them. */
const logState = async (client: pg.ClientBase): Promise<BackupHead['log']> => {
  const { rows } = await client.query<{ size: string; note: string | null }>(
    `select coalesce(max(size), 0)::text as size, (select note from evidence.checkpoint order by size desc limit 1) as note from evidence.tree`,
  )
  return { size: rows[0]?.size ?? '0', checkpoint: rows[0]?.note ?? null }
}

export const backupCommand: Command = {
  name: 'backup',
  operands: [say('文件', 'FILE')],
  options: {
    'without-secrets': {
      type: 'boolean',
      says: say('不含签名私钥与账号密钥（它们须另行妥善保存）', 'leave out the signing key and the account secret (keep them safe elsewhere)'),
    },
  },
  says: say('把数据库、文件与密钥备份到一个文件（市场可继续运行）', 'write database, files and keys to one backup file (the market may go on)'),
  run: (call) =>
    withMarket(call, async ({ market, config }) => {
      const { terminal } = call
      const target = path.resolve(call.positionals[0] ?? '')
      await market.migrate()
      const bars = { tables: terminal.progress(say('数据表', 'tables')), files: terminal.progress(say('文件', 'files')) }
      const { head, manifest, bytes } = await writeBackup(target, {
        connect: market.database.connect,
        program: programVersion(),
        schemas: schemasOf(market),
        files: config.s3 ? null : () => storedFiles(config.dataDirectory),
        secrets: () => (call.values['without-secrets'] ? [] : secretFiles(config.dataDirectory)),
        logState,
        onProgress: (step, done, total) => bars[step](done, total),
      })
      await market.database.pool.query('insert into platform.backup (at, bytes, log_size, has_secrets, has_files) values (now(), $1, $2, $3, $4)', [
        bytes,
        head.log.size,
        manifest.secrets.length > 0,
        head.files !== 'elsewhere',
      ])
      const rows = manifest.tables.reduce((total, table) => total + table.rows, 0)
      const size = (bytes / MEGABYTE).toFixed(1)
      terminal.result(
        say(
          `已备份到 ${target}：${manifest.tables.length} 张表 ${rows} 行，${manifest.files.count} 个文件，存证日志 ${head.log.size} 条，${size} MB。`,
          `Backed up to ${target}: ${manifest.tables.length} tables with ${rows} rows, ${manifest.files.count} files, evidence log of ${head.log.size} entries, ${size} MB.`,
        ),
      )
      if (manifest.secrets.length > 0)
        terminal.problem(say('备份含签名私钥与账号密钥，请妥善保管。', 'The backup holds the signing key and the account secret: keep it safe.'))
      if (head.files === 'elsewhere')
        terminal.problem(
          say(
            '文件存放在对象存储中，不在本备份内，请另行备份该存储桶。',
            'Files lie in object storage and are not in this backup: back the bucket up as well.',
          ),
        )
      return EXIT.done
    }),
}
