/** `zhepai found`: from an empty database to a market that somebody governs. */
import { renderUnicodeCompact } from 'uqr'
import { ROLE_NAMES } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/result.ts'
import { startProblem } from '#platform/config/start-problem.ts'
import type { Market } from '../assembly.ts'
import { EXIT, type Call, type Command } from './command.ts'
import { planFromFile, planFromTerminal } from './found-plan.ts'
import { say } from './language.ts'
import { openQuestions, type Questions } from './questions.ts'
import { table, type Terminal } from './terminal.ts'
import { withMarket } from './with-market.ts'

const MIN_PASSWORD = 10
const MOST_TRIES = 3

const refused = (market: Market, refusal: Refusal) => {
  const { zh, en } = market.core.wording.of(refusal.code, refusal.params)
  return startProblem(zh, en)
}

const askPassword = async (ask: Questions['ask'], zh: boolean): Promise<string> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const password = await ask(
      zh ? `首任管理员密码（至少${MIN_PASSWORD}个字符）` : `Password of the first administrator (at least ${MIN_PASSWORD} characters)`,
      {
        isSecret: true,
      },
    )
    if (password.length >= MIN_PASSWORD) return password
  }
  throw startProblem('密码过短，未作任何更改。', 'The password is too short; nothing was changed.')
}

const showFactor = ({ result, lang }: Terminal, uri: string, codes: readonly string[]): void => {
  result(
    lang === 'zh'
      ? '\n用身份验证器应用扫描下面的二维码（或打开链接），它只显示这一次：'
      : '\nScan this with an authenticator application (or open the link); it is shown only now:',
  )
  result(renderUnicodeCompact(uri))
  result(uri)
  result(lang === 'zh' ? '\n备用码（每个只能用一次，请妥善保存）：' : '\nBackup codes (each works once; keep them safe):')
  result(codes.join('  '))
}

const run = async (call: Call, market: Market, questions: Questions): Promise<number> => {
  const { terminal } = call
  const { lang } = terminal
  const zh = lang === 'zh'
  await market.migrate()
  const { founding } = market
  if (await founding.isFounded()) throw refused(market, { code: 'party.founded.conflict', params: {} })
  const { foundingCodeRefusal, usualBranches } = await import('#modules/party/index.ts')
  const tellCode = (typed: string): boolean => {
    const wrong = foundingCodeRefusal(typed)
    if (wrong) terminal.problem(market.core.wording.of(wrong.code, wrong.params))
    return wrong === null
  }
  const file = call.values['plan']
  const plan = typeof file === 'string' ? planFromFile(file) : await planFromTerminal({ ask: questions.ask, lang, usualBranches, tellCode })
  const problem = founding.problem(plan)
  if (problem) throw refused(market, problem)
  const enrolled = await founding.enrol(plan, await askPassword(questions.ask, zh))
  if (!enrolled.ok) throw refused(market, enrolled.refusal)
  showFactor(terminal, enrolled.value.uri, enrolled.value.backupCodes)
  for (let tries = 0; ; tries += 1) {
    const code = await questions.ask(zh ? '\n验证器显示的6位验证码' : '\nThe six digits that the authenticator shows')
    const founded = await founding.found(plan, enrolled.value.cookie, code)
    if (founded.ok) return tellFounded(terminal, founded.value.invitations)
    if (founded.refusal.code !== 'party.second_factor_wrong' || tries + 1 >= MOST_TRIES) throw refused(market, founded.refusal)
    terminal.problem(market.core.wording.of(founded.refusal.code))
  }
}

const tellFounded = (
  { result, lang }: Terminal,
  invitations: readonly { address: string; roles: readonly (keyof typeof ROLE_NAMES)[]; link: string }[],
): number => {
  result(
    say(
      '\n市场已建立。邀请邮件已排队发送；邮件未通时可自行转交链接：',
      '\nThe market is founded. The invitations are queued; where mail does not work yet, hand the links over yourself:',
    ),
  )
  result(table(invitations.map(({ address, roles, link }) => [`  ${address}`, roles.map((role) => ROLE_NAMES[role][lang]).join(', '), link])))
  result(say('\n接下来：zhepai start 启动，zhepai checklist 查看还缺什么。', '\nNext: zhepai start, and zhepai checklist for what is still missing.'))
  return EXIT.done
}

export const foundCommand: Command = {
  name: 'found',
  operands: [],
  options: {
    plan: {
      type: 'string',
      says: say('从 JSON 文件读取建市方案；密码和验证码仍从标准输入读取', 'read the plan from a JSON file; password and code still come from standard input'),
    },
  },
  says: say(
    '建立市场：市场主体、分市场、首任管理员（含两步验证）和人员邀请',
    'found the market: organisation, branches, first administrator with a second factor, invitations',
  ),
  run: async (call) => {
    const questions = openQuestions()
    try {
      return await withMarket(call, ({ market }) => run(call, market, questions))
    } finally {
      questions.close()
    }
  },
}
