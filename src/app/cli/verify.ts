import { readFileSync } from 'node:fs'
import { judgeSaleFile, type SaleReport } from '#modules/auction/history-file.ts'
import { judgePanel, marksIn } from '#modules/panel/record-file.ts'
import { keysFollowing, verifyProofFile, type ProofReport } from '#modules/evidence/verify/verify-file.ts'
import { EXIT, type Call, type Command } from './command.ts'
import { say } from './language.ts'
import type { Terminal } from './terminal.ts'
import { parsed, verifyOpening } from './verify-opening.ts'

const read = (file: string, terminal: Terminal): Buffer | null => {
  try {
    return readFileSync(file)
  } catch (error) {
    terminal.problem(say(`读不到 ${file}：${(error as Error).message}`, `Cannot read ${file}: ${(error as Error).message}`))
    return null
  }
}

/** The key of the file where the trusted one leads to it by hand-overs, else the trusted one itself. */
const pinnedFor = (bytes: Uint8Array, vkey: string, handOvers: string): string => {
  const own = verifyProofFile(bytes).claim?.vkey
  return own !== undefined && keysFollowing(vkey, handOvers).includes(own) ? own : vkey
}

const tell = (report: ProofReport, terminal: Terminal, isUnpinned: boolean): void => {
  for (const { name, ok, detail } of report.steps) terminal.result(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(9)} ${detail[terminal.lang]}`)
  if (report.ok && report.claim) {
    const { type, subject, at, index, size, origin, vkey, body } = report.claim
    terminal.result(
      say(
        `\n记录：${type}，对象 ${subject}，时间 ${at}\n日志：${origin}，第 ${index} 条，检查点 ${size} 条\n公钥：${vkey}`,
        `\nRecord: ${type} of ${subject} at ${at}\nLog: ${origin}, entry ${index}, checkpoint of ${size}\nKey: ${vkey}`,
      ),
    )
    if (body !== null) terminal.result(say(`内容：${body}`, `Content: ${body}`))
    if (isUnpinned) terminal.problem(say('提示：请用 --vkey 与市场公布的公钥核对。', 'Note: compare the key with the one the market publishes, by --vkey.'))
  }
  terminal.result(report.ok ? say('\n核验通过。', '\nThe proof holds.') : say('\n核验不通过。', '\nThe proof does NOT hold.'))
}

/** The digest tells which record it was: the market publishes it when the record is signed. */
const tellSale = ({ ok, sale, sha256, faults }: SaleReport, terminal: Terminal): void => {
  for (const fault of faults) terminal.result(`FAIL ${fault}`)
  if (sale) terminal.result(say(`竞价记录：${sale.method}，有效出价 ${sale.bids.length} 次`, `Record of a sale: ${sale.method}, ${sale.bids.length} bids`))
  terminal.result(`SHA-256: ${sha256}`)
  terminal.result(
    ok
      ? say('\n竞价过程符合公布的规则。', '\nThe sale went by its published rules.')
      : say('\n竞价过程不符合公布的规则。', '\nThe sale did NOT go by its published rules.'),
  )
}

const answerSale = (sale: SaleReport, terminal: Terminal, isJson: boolean) => {
  if (isJson) terminal.result(JSON.stringify({ ok: sale.ok, sha256: sale.sha256, faults: sale.faults }, null, 2))
  else tellSale(sale, terminal)
  return sale.ok ? EXIT.done : EXIT.no
}

const answerPanel = (faults: readonly string[], terminal: Terminal, isJson: boolean): number => {
  if (isJson) terminal.result(JSON.stringify({ ok: faults.length === 0, faults }, null, 2))
  else {
    for (const fault of faults) terminal.result(`FAIL ${fault}`)
    terminal.result(
      faults.length === 0
        ? say('抽取、评分表和汇总与记录一致。', 'The draw, the sheets and the sums are as the record says.')
        : say('\n评审与记录不一致。', '\nThe panel is NOT as its record says.'),
    )
  }
  return faults.length === 0 ? EXIT.done : EXIT.no
}

/** A sale with scores carries the record of its panel: it was drawn and added up as it says, and the marks of the sale are its marks. */
const withPanel = (report: SaleReport, parts: unknown): SaleReport => {
  const scored = report.sale?.scored ?? null
  const panel = (parts as { readonly scored?: { readonly panel?: unknown } }).scored?.panel ?? null
  if (scored === null || (panel === null && scored.marks.length === 0)) return report
  const marks = marksIn(panel)
  const strange = scored.marks.filter(({ number, markBasisPoints }) => marks.get(String(number)) !== markBasisPoints)
  const faults = [
    ...report.faults,
    ...(judgePanel(panel) ?? ['the record of the panel is missing']).map((fault) => `panel: ${fault}`),
    ...strange.map(({ number }) => `number ${number}: not the mark of the panel`),
  ]
  return { ...report, faults, ok: faults.length === 0 }
}

/** A proof, or the record of a sale: told apart by what the file says. */
const verifyFile = ({ values, terminal }: Pick<Call, 'values' | 'terminal'>, file: string): number => {
  const { vkey, keys } = values
  const [bytes, handOvers] = [read(file, terminal), typeof keys === 'string' ? read(keys, terminal) : null]
  if (!bytes || (typeof keys === 'string' && !handOvers)) return EXIT.usage
  const parts = parsed(bytes.toString('utf8'))
  const panel = judgePanel(parts)
  if (panel) return answerPanel(panel, terminal, values['json'] === true)
  const judged = judgeSaleFile(bytes)
  const sale = judged && withPanel(judged, parts)
  if (sale) return answerSale(sale, terminal, values['json'] === true)
  const report = verifyProofFile(bytes, typeof vkey === 'string' ? { vkey: pinnedFor(bytes, vkey, handOvers?.toString('utf8') ?? '') } : {})
  if (values['json']) terminal.result(JSON.stringify(report, null, 2))
  else tell(report, terminal, vkey === undefined)
  return report.ok ? EXIT.done : EXIT.no
}

/** Before the record of an opening. */
const OPENING = 'opening'

/** Reads the files it is given and nothing else: no database, no server, and no network unless it is given an address. */
export const verifyCommand: Command = {
  name: 'verify',
  operands: [say('文件|opening', 'FILE|opening')],
  optionalOperands: [say('开启记录文件或网址', 'RECORD')],
  options: {
    vkey: {
      type: 'string',
      says: say('另行得知的存证日志验证公钥；给出后证明必须由它签名', 'verifier key of the log, known from elsewhere; the proof must then be signed by it'),
    },
    keys: {
      type: 'string',
      says: say(
        '日志公布的私钥移交证明（/api/v1/log/key-proofs）：由 --vkey 移交而来的公钥同样认可',
        'the hand-overs the log publishes (/api/v1/log/key-proofs): keys that --vkey was handed over to are accepted too',
      ),
    },
    json: { type: 'boolean', says: say('以 JSON 输出', 'print JSON') },
  },
  says: say(
    '离线核验一份存证证明或竞价笔录（JSON），或按公开记录重新开启密封箱（opening）；通过为 0，不通过为 1',
    'check a proof file or the record of a sale (JSON) offline, or repeat an opening of sealed envelopes from its record (opening); exit code 0 when it holds, 1 when not',
  ),
  run: async ({ positionals, values, terminal }) => {
    const [file = '', record] = positionals
    if (record === undefined) return verifyFile({ values, terminal }, file)
    if (file === OPENING) return verifyOpening({ terminal, values }, record)
    terminal.problem(say('参数过多。', 'Too many arguments.'))
    return EXIT.usage
  },
}
