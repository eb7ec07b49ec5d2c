import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ImportReport, SourceFile } from '#contract/import.ts'
import { SYSTEM } from '#kernel/actor.ts'
import type { Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { OnProgress } from '#platform/table/import.ts'
import { EXIT, type Call, type Command } from './command.ts'
import { say } from './language.ts'
import type { Terminal } from './terminal.ts'
import { withMarket } from './with-market.ts'

type Take = (act: Act, file: SourceFile, onProgress: OnProgress) => Promise<Result<ImportReport>>

/** Operations by what is imported; loaded when they are needed. */
const importers: Readonly<Record<string, { readonly operation: string; readonly take: () => Promise<Take> }>> = {
  demands: { operation: 'demand.importDemands', take: async () => (await import('#modules/demand/index.ts')).takeDemandFile },
  achievements: { operation: 'achievement.importAchievements', take: async () => (await import('#modules/achievement/index.ts')).takeAchievementFile },
}

const SHOWN_TITLE = 30

const printReport = (report: ImportReport, { lang, result, problem }: Terminal): void => {
  for (const { line, title, text } of report.reported) {
    const short = [...title.replaceAll(/\s+/g, ' ')].slice(0, SHOWN_TITLE).join('')
    problem(say(`第 ${line} 行${short ? `「${short}」` : ''}：${text.zh}`, `line ${line}${short ? ` "${short}"` : ''}: ${text[lang]}`))
  }
  result(
    say(
      `读取 ${report.read} 条：新增 ${report.arrived} 条，已有 ${report.present} 条，未收 ${report.reported.length} 条。`,
      `${report.read} read: ${report.arrived} added, ${report.present} known already, ${report.reported.length} not taken.`,
    ),
  )
}

const readSource = (file: string, terminal: Terminal): SourceFile | null => {
  try {
    return { name: path.basename(file), contentBase64: readFileSync(file).toString('base64') }
  } catch (error) {
    terminal.problem(say(`读不到 ${file}：${(error as Error).message}`, `Cannot read ${file}: ${(error as Error).message}`))
    return null
  }
}

const runImport = async (call: Call): Promise<number> => {
  const { terminal } = call
  const [kind = '', file = ''] = call.positionals
  const importer = Object.hasOwn(importers, kind) ? importers[kind] : undefined
  if (!importer) {
    const kinds = Object.keys(importers)
    terminal.problem(say(`不能导入“${kind}”。可导入：${kinds.join('、')}。`, `Cannot import "${kind}". There are: ${kinds.join(', ')}.`))
    return EXIT.usage
  }
  const source = readSource(file, terminal)
  if (!source) return EXIT.usage
  return withMarket(call, async ({ market }) => {
    await market.migrate()
    const take = await importer.take()
    const bar = terminal.progress(say('导入', 'import'))
    const outcome = await market.core.road.run({ operation: importer.operation, actor: SYSTEM }, (act) => take(act, source, bar))
    if (!outcome.ok) {
      terminal.problem(market.core.wording.of(outcome.refusal.code, outcome.refusal.params))
      return EXIT.no
    }
    printReport(outcome.value, terminal)
    return EXIT.done
  })
}

export const importCommand: Command = {
  name: 'import',
  operands: [say('demands|achievements', 'demands|achievements'), say('文件', 'FILE')],
  options: {},
  says: say(
    '导入需求或成果文件；已有的不重复，未收的逐行说明',
    'import a file of demands or achievements; known ones are not doubled, those not taken are told line by line',
  ),
  more: say('需求：CSV；成果：CSV 或 XLSX。', 'Demands: CSV; achievements: CSV or XLSX.'),
  run: runImport,
}
