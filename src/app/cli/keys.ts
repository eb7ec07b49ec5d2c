/** The signing key of the log: handing over to a new one, and taking a new one into use when it is lost. */
import { SYSTEM } from '#kernel/actor.ts'
import { changeKey } from '#modules/evidence/index.ts'
import { EXIT, type Call, type Command } from './command.ts'
import { say } from './language.ts'
import { withMarket } from './with-market.ts'

const change = (call: Call, how: 'handed_over' | 'accepted', reason: string): Promise<number> =>
  withMarket(call, async ({ market, config }) => {
    const { terminal } = call
    await market.migrate()
    const changed = await market.core.road.run({ operation: `evidence.key_${how}`, actor: SYSTEM }, (act) =>
      changeKey(act, { dataDirectory: config.dataDirectory, how, reason }),
    )
    if (!changed.ok) {
      const { code, params } = changed.refusal
      terminal.problem(market.core.wording.of(code, params))
      return EXIT.no
    }
    await market.core.settle()
    const { vkey, previous } = changed.value
    terminal.result(
      how === 'handed_over'
        ? say(`已由 ${previous} 移交给 ${vkey}，原私钥已为此签名。`, `${previous} has handed over to ${vkey}, and has signed for it.`)
        : say(
            `已启用 ${vkey}，原因已写入日志。原公钥 ${previous} 没有为此签名，请通知全部见证方。`,
            `${vkey} is in use and the reason stands in the log. ${previous} did not sign for it: tell every witness.`,
          ),
    )
    terminal.problem(
      say(
        '请公布新的验证公钥，并重新备份：旧备份中没有新私钥。原私钥文件请保留。',
        'Publish the new verifier key and make a new backup: earlier ones do not hold the new key. Keep the old key file.',
      ),
    )
    return EXIT.done
  })

export const rotateKeyCommand: Command = {
  name: 'rotate-key',
  operands: [],
  options: {},
  says: say(
    '更换证据日志的签名私钥，由现用私钥签名移交（在签名的机器上执行）',
    'change the signing key of the log; the present key signs for the new one (on the machine that signs)',
  ),
  run: (call) => change(call, 'handed_over', ''),
}

export const acceptNewKeyCommand: Command = {
  name: 'accept-new-key',
  operands: [],
  options: { reason: { type: 'string', says: say('原私钥为何没有了（必填，公开写入日志）', 'why the old key is gone (required; published in the log)') } },
  says: say(
    '签名私钥确已遗失时启用新私钥，原因公开写入日志',
    'take a new signing key into use when the old one is lost for good; the reason is published in the log',
  ),
  run: async (call) => {
    const { reason } = call.values
    if (typeof reason === 'string' && reason.trim() !== '') return change(call, 'accepted', reason.trim())
    call.terminal.problem(say('请用 --reason 说明原因。', 'Give the reason by --reason.'))
    return EXIT.usage
  },
}
