/** Which passwords are taken (NIST SP 800-63B): long ones of any signs, but none that everybody tries and none made of the owner's own name. Pure, but for the list. */
import { dictionary } from '@zxcvbn-ts/language-common'

export const MIN_PASSWORD_LENGTH = 12
export const MAX_PASSWORD_LENGTH = 128
/** Shorter pieces of a name stand in too many good passwords. */
const MIN_NAME_LENGTH = 4

/** What leaked most often, from the breaches behind the list of the package; and the name of this market. */
const common: ReadonlySet<string> = new Set([...dictionary['passwords-common'], 'zhepai', 'zhejiangpai', 'zhejiang'])

/** What is left of `dragon dragon` when it is said once. */
const once = (text: string): string => /^(.{3,}?)[^\p{L}\d]*(?:\1[^\p{L}\d]*)+$/u.exec(text)?.[1] ?? text

/** The word in a password without what people hang on it (`Password2026!`). */
const bare = (text: string): string => text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

const isMonotonous = (password: string): boolean => new Set(password).size < 5

export type PasswordProblem = 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_COMMON' | 'PASSWORD_HAS_NAME'

export const passwordProblem = (password: string, owner: { readonly email: string; readonly name: string }): PasswordProblem | null => {
  if ([...password].length < MIN_PASSWORD_LENGTH) return 'PASSWORD_TOO_SHORT'
  if (password.length > MAX_PASSWORD_LENGTH) return 'PASSWORD_TOO_LONG'
  const lower = password.toLowerCase()
  if ([lower, once(lower), bare(lower), once(bare(lower))].some((text) => common.has(text)) || isMonotonous(lower)) return 'PASSWORD_COMMON'
  const names = [owner.email, owner.email.split('@')[0] ?? '', owner.name, owner.name.replaceAll(/\s/g, '')].map((name) => name.toLowerCase())
  const rest = names.filter((name) => name.length >= MIN_NAME_LENGTH).reduce((left, name) => left.replaceAll(name, ''), lower)
  return [...rest].length < MIN_PASSWORD_LENGTH && rest !== lower ? 'PASSWORD_HAS_NAME' : null
}
