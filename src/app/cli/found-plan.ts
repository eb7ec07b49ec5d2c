/** The plan of a founding: read from a file, or asked at the terminal. */
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { ROLE_NAMES, type Role } from '#kernel/actor.ts'
import type { Lang } from '#kernel/bilingual.ts'
import { startProblem } from '#platform/config/start-problem.ts'
import { foundingInput, type FoundingInput } from '#modules/party/api.ts'
import type { Questions } from './questions.ts'

type RawPlan = z.input<typeof foundingInput>
type Body = RawPlan['market']

const MOST_BRANCHES = 200
const MOST_TRIES = 3
/** Asked for one by one; whoever is not known yet is invited later on the page of the organisation. */
const OFFICERS: readonly Role[] = ['clerk', 'finance', 'finance', 'auctioneer', 'approver', 'admin']

const checked = (plan: unknown): FoundingInput => {
  const parsed = foundingInput.safeParse(plan)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`).join('\n')
  throw startProblem(`建市方案不完整或有误：\n${lines}`, `The plan of the founding is incomplete or wrong:\n${lines}`)
}

export const planFromFile = (file: string): FoundingInput => {
  const text = readFileSync(file, 'utf8')
  try {
    return checked(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) throw startProblem(`${file} 不是 JSON 文件：${error.message}`, `${file} is not a JSON file: ${error.message}`, error)
    throw error
  }
}

/** A slip of one sign is put right on the spot, not after the last question. */
const askCode = async ({ ask, lang, tellCode }: Asking): Promise<string> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const typed = await ask(lang === 'zh' ? '统一社会信用代码' : 'Unified social credit code')
    if (tellCode(typed)) return typed
  }
  throw startProblem('统一社会信用代码仍不正确，未作任何更改。', 'The credit code is still wrong; nothing was changed.')
}

const askBody = async (asking: Asking, first: string): Promise<Body> => {
  const { ask, lang } = asking
  const zh = lang === 'zh'
  return {
    name: { zh: first, en: await ask(zh ? '英文名称' : 'Name in English') },
    creditCode: await askCode(asking),
    region: await ask(zh ? '行政区划代码（6位，如 330000）' : 'Region, six digits of GB/T 2260 (330000: Zhejiang)'),
  }
}

const askBranches = async (ask: Questions['ask'], zh: boolean, usual: RawPlan['branches']): Promise<RawPlan['branches']> => {
  if (usual.length > 0) {
    const list = usual.map(({ region, name }) => `${region} ${zh ? name.zh : name.en}`).join(zh ? '、' : '; ')
    const answer = await ask(zh ? `分市场：${list}。全部建立？` : `Branches: ${list}. Lay all of them?`, { initial: zh ? '是' : 'yes' })
    if (/^(y|yes|是)$/i.test(answer)) return usual
  }
  const branches: RawPlan['branches'] = []
  while (branches.length < MOST_BRANCHES) {
    const line = await ask(zh ? '分市场（代码 | 中文名 | 英文名；空行结束）' : 'Branch (region | name in Chinese | name in English; empty line: done)')
    if (line === '') break
    const [region = '', nameZh = '', nameEn = ''] = line.split('|').map((part) => part.trim())
    branches.push({ region, name: { zh: nameZh, en: nameEn } })
  }
  return branches
}

const askOfficers = async (ask: Questions['ask'], lang: Lang, hasAuthority: boolean): Promise<RawPlan['officers']> => {
  const officers = new Map<string, Role[]>()
  const roles: readonly Role[] = hasAuthority ? [...OFFICERS, 'regulator'] : OFFICERS
  for (const role of roles) {
    const name = ROLE_NAMES[role][lang]
    const address = await ask(lang === 'zh' ? `${name}的邮箱（空行：以后再邀请）` : `${name}, mail address (empty: invite later)`)
    if (address !== '') officers.set(address, [...(officers.get(address) ?? []), role])
  }
  return [...officers].map(([address, held]) => ({ address, roles: held, lang }))
}

interface Asking {
  readonly ask: Questions['ask']
  readonly lang: Lang
  readonly usualBranches: (market: Body) => RawPlan['branches']
  /** True for a sound credit code; what is wrong with another one is told at once. */
  readonly tellCode: (typed: string) => boolean
}

export const planFromTerminal = async (asking: Asking): Promise<FoundingInput> => {
  const { ask, lang, usualBranches } = asking
  const zh = lang === 'zh'
  const market = await askBody(asking, await ask(zh ? '市场名称（单位全称）' : 'Name of the market in Chinese (the legal person)'))
  const branches = await askBranches(ask, zh, usualBranches(market))
  const authorityName = await ask(zh ? '主管部门名称（空行：暂无）' : 'Name of the supervising authority in Chinese (empty: none yet)')
  const authority = authorityName === '' ? undefined : await askBody(asking, authorityName)
  const administrator = {
    name: await ask(zh ? '首任管理员姓名' : 'Name of the first administrator'),
    address: await ask(zh ? '首任管理员邮箱' : 'Mail address of the first administrator'),
  }
  const officers = await askOfficers(ask, lang, authority !== undefined)
  return checked({ market, branches, ...(authority ? { authority } : {}), administrator, officers })
}
