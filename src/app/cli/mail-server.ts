import type { Config } from '#platform/config/config.ts'
import { say } from './language.ts'

/** Told at every start and by every check: without a mail server nobody can confirm an address or get a password back. */
export const NO_MAIL_SERVER = say(
  '缺少邮件服务器：请设置 SMTP_URL 与 MAIL_FROM。在此之前，邮箱验证、找回密码、邀请和安全通知都不会发出，信件会积压。',
  'No mail server: set SMTP_URL and MAIL_FROM. Until then no address can be confirmed and no password recovered; invitations and security notices wait unsent.',
)

export const lacksMail = ({ environment, mail }: Pick<Config, 'environment' | 'mail'>): boolean => environment === 'production' && mail === undefined
