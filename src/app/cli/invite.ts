/** `zhepai invite`: the operator's own invitation. Brings back a market whose administrators are gone; it stands in the log as the operator's. */
import { ROLES, type Role } from '#kernel/actor.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { startProblem } from '#platform/config/start-problem.ts'
import { EXIT, type Command } from './command.ts'
import { say } from './language.ts'
import { withMarket } from './with-market.ts'

const rolesFrom = (text: string): readonly Role[] =>
  text.split(',').map((word) => {
    const role = ROLES.find((candidate) => candidate === word.trim())
    if (!role) throw startProblem(`没有身份“${word}”。可用：${ROLES.join('、')}。`, `There is no role "${word}". There are: ${ROLES.join(', ')}.`)
    return role
  })

export const inviteCommand: Command = {
  name: 'invite',
  operands: [say('邮箱', 'ADDRESS')],
  options: {
    role: {
      type: 'string',
      says: say('身份，以逗号分隔；不填则为 admin（恢复管理员）', 'roles by commas; admin when left out (to recover a lost administrator)'),
    },
    organisation: { type: 'string', says: say('单位编号（org_…）；不填则为市场本身', 'id of the organisation (org_…); the market itself when left out') },
  },
  says: say(
    '以运维人员身份发出邀请（如管理员全部失联），并记入存证日志',
    'invite somebody as the operator (for a lost administrator); recorded in the evidence log',
  ),
  run: (call) =>
    withMarket(call, async ({ market }) => {
      await market.migrate()
      const { addressInput } = await import('#modules/party/api.ts')
      const { inviteByOperator, marketOrganisationId, organisationById } = await import('#modules/party/index.ts')
      const address = addressInput.safeParse(call.positionals[0])
      if (!address.success) throw startProblem('邮箱格式不正确。', 'This is not a mail address.')
      const { role, organisation } = call.values
      const organisationId = typeof organisation === 'string' ? organisation : await marketOrganisationId(market.database.reader)
      if (organisationId !== null && (await organisationById(market.database.reader, organisationId)) === null)
        throw startProblem(`没有编号为 ${organisationId} 的单位。`, `There is no organisation with the id ${organisationId}.`)
      if (organisationId === null) throw startProblem('市场尚未建立，请先执行 zhepai found。', 'The market is not founded yet: zhepai found comes first.')
      const roles = rolesFrom(typeof role === 'string' ? role : 'admin')
      const invited = await market.core.road.run({ operation: 'party.inviteByOperator', actor: SYSTEM }, (act) =>
        inviteByOperator(act, organisationId, { address: address.data, roles, lang: call.terminal.lang }),
      )
      if (!invited.ok) {
        const { zh, en } = market.core.wording.of(invited.refusal.code, invited.refusal.params)
        throw startProblem(zh, en)
      }
      call.terminal.result(
        say(
          `邀请已发出，邮件正在排队。链接（只能使用一次，请勿公开）：\n${invited.value.link}`,
          `The invitation is queued. Its link (works once; keep it to yourself):\n${invited.value.link}`,
        ),
      )
      return EXIT.done
    }),
}
