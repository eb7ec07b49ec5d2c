import { readFileSync } from 'node:fs'
import { keysFollowing, verifyProofFile, type ProofReport } from '#modules/evidence/verify/verify-file.ts'
import { EXIT, type Command } from './command.ts'
import { say } from './language.ts'
import type { Terminal } from './terminal.ts'

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

/** Reads the files it is given and nothing else: no database, no server, no network. */
export const verifyCommand: Command = {
  name: 'verify',
  operands: [say('文件', 'FILE')],
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
  says: say('离线核验一份存证证明，通过为 0，不通过为 1', 'check a proof file offline; exit code 0 when it holds, 1 when not'),
  run: async ({ positionals, values, terminal }) => {
    const [file = ''] = positionals
    const { vkey, keys } = values
    const [bytes, handOvers] = [read(file, terminal), typeof keys === 'string' ? read(keys, terminal) : null]
    if (!bytes || (typeof keys === 'string' && !handOvers)) return EXIT.usage
    const report = verifyProofFile(bytes, typeof vkey === 'string' ? { vkey: pinnedFor(bytes, vkey, handOvers?.toString('utf8') ?? '') } : {})
    if (values['json']) {
      terminal.result(JSON.stringify(report, null, 2))
      return report.ok ? EXIT.done : EXIT.no
    }
    tell(report, terminal, vkey === undefined)
    return report.ok ? EXIT.done : EXIT.no
  },
}
