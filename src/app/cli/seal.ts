/** Makes an envelope on one's own machine: for those who do not want to type a price into anybody's page. */
import { writeFile } from 'node:fs/promises'
import type { Json } from '#kernel/canonical-json.ts'
import { NAME, readPolicy } from '#modules/sealing/core/policy.ts'
import { sealEnvelope } from '#modules/sealing/core/seal.ts'
import { sealingCrypto } from '#modules/sealing/webcrypto/sealing-crypto.ts'
import { EXIT, type Command } from './command.ts'
import { say } from './language.ts'
import { parsed, readPlace, wordsOf } from './verify-opening.ts'

/** The policy itself, or the answer of `/api/v1/sealing/boxes/{id}` in which it stands. */
const policyIn = (text: string): string => {
  const given = parsed(text)
  const inside = typeof given === 'object' && given !== null && 'policy' in given ? given.policy : null
  return typeof inside === 'string' ? inside : text.trim()
}

export const sealCommand: Command = {
  name: 'seal',
  operands: [say('密封规则', 'POLICY'), say('内容', 'CONTENTS')],
  options: {
    bidder: { type: 'string', says: say('投递方编号，如 org_…', 'whose envelope it is, as org_…') },
    out: { type: 'string', says: say('封套文件，默认 envelope.txt', 'file of the envelope, envelope.txt if not said') },
  },
  says: say(
    '离线封装一份投递：密封规则（文件或网址）与内容（JSON文件）做成封套文件',
    'seal an envelope offline: from the policy of a box (file or address) and the contents (a JSON file)',
  ),
  run: async ({ positionals, values, terminal }) => {
    const [policyPlace = '', contentsPlace = ''] = positionals
    const { bidder, out = 'envelope.txt' } = values
    const [policyFile, contents] = [await readPlace(policyPlace, terminal), await readPlace(contentsPlace, terminal)]
    if (policyFile === null || contents === null) return EXIT.usage
    const policy = policyIn(policyFile)
    const payload = parsed(contents)
    if (typeof bidder !== 'string' || !NAME.test(bidder)) {
      terminal.problem(say('请用 --bidder 给出投递方编号。', 'Say whose envelope it is, by --bidder.'))
      return EXIT.usage
    }
    if (readPolicy(policy) === null || payload === null) {
      terminal.problem(say('密封规则或内容不能识别。', 'The policy or the contents cannot be read.'))
      return EXIT.usage
    }
    const sealed = await sealEnvelope(sealingCrypto, { policy, bidder, payload: payload as Json })
    if (!sealed.ok) {
      terminal.problem(wordsOf(sealed.refusal.code, sealed.refusal.params, terminal))
      return EXIT.no
    }
    await writeFile(String(out), sealed.value.text, { flag: 'wx' })
    terminal.result(`${sealed.value.digest}  ${out}`)
    return EXIT.done
  },
}
