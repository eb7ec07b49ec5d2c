/** The lines of the check list: what was found, why it matters, what to do. Pure. */
import { ROLE_NAMES, type Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { DAY_MS, HOUR_MS } from '#kernel/instant.ts'

/** `published`, `overridden`: official; `provisional`: reckoned from the law until the arrangement is out; `none`: a year without data. */
export type CalendarBasis = 'published' | 'overridden' | 'provisional' | 'none'

export interface Found {
  readonly isDemo: boolean
  readonly publicUrl: string
  readonly bank: Bilingual | null
  readonly mail: { readonly hasServer: boolean; readonly sent: number; readonly waiting: number; readonly failing: number }
  readonly backup: { readonly ageMs: number; readonly hasSecrets: boolean } | null
  /** The database's clock is ahead by so much. */
  readonly clockMs: number
  readonly keys: { readonly files: readonly string[]; readonly directory: string }
  readonly calendar: { readonly year: number; readonly thisYear: CalendarBasis; readonly nextYear: CalendarBasis; readonly isLate: boolean }
  readonly roles: { readonly names: ReadonlyMap<Role, readonly Bilingual[]>; readonly invited: (role: Role) => number }
  readonly withoutFactor: readonly Bilingual[]
  readonly unconfirmed: readonly Bilingual[]
}

/** `missing`: the market cannot trade, or not safely; `attention`: it can, but somebody should look. */
export type LineState = 'done' | 'attention' | 'missing'

export interface ChecklistLine {
  readonly key: string
  readonly state: LineState
  readonly title: Bilingual
  readonly found: Bilingual
  readonly why: Bilingual
  /** Empty when nothing is to be done. */
  readonly todo: Bilingual
  /** Page where it is done. */
  readonly to?: 'money' | 'holidays' | 'officers'
}

const both = (zh: string, en: string): Bilingual => ({ zh, en })
const NOTHING = both('', '')
const WAITING = both('等待对方接受邀请；逾期可重新发送。', 'Wait until the invitation is accepted; send it again when it lapses.')
const MOST_CLOCK_MS = 2_000
const OLD_BACKUP_MS = 2 * DAY_MS

const listed = (names: readonly Bilingual[]): Bilingual =>
  both(names.map(({ zh }) => zh).join('、'), names.map(({ zh, en }) => (en === '' ? zh : en)).join(', '))

const bankLine = ({ bank }: Found): ChecklistLine => ({
  key: 'bank',
  state: bank ? 'done' : 'missing',
  title: both('监管账户', 'Supervised bank account'),
  found: bank ?? both('尚未登记', 'not named yet'),
  why: both('保证金和成交价款须缴入监管账户；未登记时不能收款。', 'Deposits and prices are paid into it; without it nothing can be received.'),
  todo: bank ? NOTHING : both('由市场财务在“资金”页面登记账户。', 'A finance officer names the account on the page Money.'),
  ...(bank ? {} : { to: 'money' }),
})

const addressLine = ({ publicUrl, isDemo }: Found): ChecklistLine => {
  const { protocol, hostname } = new URL(publicUrl)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const isSound = protocol === 'https:' && !isLocal
  return {
    key: 'address',
    state: isSound ? 'done' : isDemo ? 'attention' : 'missing',
    title: both('公网地址与 HTTPS', 'Public address and HTTPS'),
    found: both(publicUrl, publicUrl),
    why: both(
      '登录、通行密钥和邮件中的链接只在该地址有效；没有 HTTPS，密码会被窃听。',
      'Log-in, passkeys and links in letters work under this address only; without HTTPS passwords can be overheard.',
    ),
    todo: isSound
      ? NOTHING
      : both(
          '设置 PUBLIC_URL 为 https:// 开头的正式地址，并在前面放置 TLS 代理。',
          'Set PUBLIC_URL to the https:// address and put a proxy with TLS in front.',
        ),
  }
}

/** The demonstration shows its letters on a page and needs no server. */
const mailStep = ({ mail: { hasServer, sent, failing }, isDemo }: Found): Pick<ChecklistLine, 'state' | 'todo'> => {
  if (isDemo) return { state: failing > 0 ? 'missing' : 'done', todo: NOTHING }
  if (!hasServer) {
    return {
      state: 'missing',
      todo: both('设置 SMTP_URL 与 MAIL_FROM 后重启程序；等待的邮件随即发出。', 'Set SMTP_URL and MAIL_FROM and restart; the waiting letters go out then.'),
    }
  }
  if (failing > 0) {
    const todo = both(
      '检查 SMTP 设置与邮件服务器；恢复后重启程序，等待的邮件会再次发送。',
      'Check the SMTP settings and the mail server; after a restart the waiting letters are sent again.',
    )
    return { state: 'missing', todo }
  }
  if (sent > 0) return { state: 'done', todo: NOTHING }
  return {
    state: 'attention',
    todo: both('尚未发出过邮件：请邀请一位同事并确认收到。', 'No letter has gone out yet: invite a colleague and see that it arrives.'),
  }
}

const mailLine = (found: Found): ChecklistLine => {
  const { hasServer, sent, waiting, failing } = found.mail
  const server = hasServer || found.isDemo ? NOTHING : both('未设置邮件服务器；', 'no server set; ')
  return {
    key: 'mail',
    title: both('邮件', 'Mail'),
    found: both(
      `${server.zh}已发送 ${sent} 封，等待 ${waiting} 封，其中发送失败 ${failing} 封`,
      `${server.en}${sent} sent, ${waiting} waiting, ${failing} of them failed`,
    ),
    why: both(
      '邮箱确认、找回密码、邀请、核验结果和身份变更都靠邮件。',
      'Confirming an address, recovering a password, invitations, decisions and changes of roles need mail.',
    ),
    ...mailStep(found),
  }
}

const hours = (ms: number): number => Math.floor(ms / HOUR_MS)

const backupLine = ({ backup, isDemo }: Found): ChecklistLine => {
  const isFresh = backup !== null && backup.ageMs <= OLD_BACKUP_MS
  return {
    key: 'backup',
    state: isFresh ? 'done' : isDemo ? 'attention' : 'missing',
    title: both('备份', 'Backup'),
    found: backup ? both(`最近一次在 ${hours(backup.ageMs)} 小时前`, `the last one ${hours(backup.ageMs)} hours ago`) : both('没有记录', 'none on record'),
    why: both('数据库丢失后，只能从备份恢复交易、资金和存证。', 'When the database is lost, trades, money and evidence come back from a backup only.'),
    todo: isFresh
      ? NOTHING
      : both(
          '每晚执行 zhepai backup 文件，并存放到另一台机器；每季度演练一次恢复。',
          'Run zhepai backup FILE every night, keep it on another machine, and try a restore each quarter.',
        ),
  }
}

const clockLine = ({ clockMs }: Found): ChecklistLine => {
  const isSound = Math.abs(clockMs) <= MOST_CLOCK_MS
  return {
    key: 'clock',
    state: isSound ? 'done' : 'missing',
    title: both('时钟', 'Clock'),
    found: both(`与数据库相差 ${Math.abs(clockMs)} 毫秒`, `${Math.abs(clockMs)} ms from the database's`),
    why: both('竞价和公示按服务器时间截止。', "Auctions and notices end by the server's time."),
    todo: isSound
      ? NOTHING
      : both('在两台机器上启用时间同步（chrony 或 systemd-timesyncd）。', 'Turn on time synchronisation on both machines (chrony or systemd-timesyncd).'),
  }
}

const keysLine = ({ keys, backup, isDemo }: Found): ChecklistLine => {
  const isKept = keys.files.length > 0 && backup?.hasSecrets === true
  const here =
    keys.files.length > 0
      ? both(keys.directory, keys.directory)
      : both('本机没有（尚未签名，或 relay 在其他机器上）', 'not on this machine (nothing signed yet, or the relay runs elsewhere)')
  const copied = backup?.hasSecrets === true ? both('最近备份中包含', 'in the last backup') : both('最近备份中没有', 'not in the last backup')
  return {
    key: 'keys',
    state: isKept ? 'done' : isDemo ? 'attention' : 'missing',
    title: both('存证签名私钥', 'Signing key of the evidence log'),
    found: both(`${here.zh}；${copied.zh}`, `${here.en}; ${copied.en}`),
    why: both('私钥丢失后，存证日志不能续签，外部验证会中断。', 'Without the key the log cannot be signed on, and checking from outside breaks off.'),
    todo: isKept
      ? NOTHING
      : both(
          '执行不带 --without-secrets 的备份，或另行保存该目录与 AUTH_SECRET。',
          'Back up without --without-secrets, or keep that directory and AUTH_SECRET safe elsewhere.',
        ),
  }
}

const OFFICIAL: readonly CalendarBasis[] = ['published', 'overridden']
const BASIS: Readonly<Record<CalendarBasis, Bilingual>> = {
  published: both('官方安排', 'official'),
  overridden: both('官方安排（人工录入）', 'official, entered by hand'),
  provisional: both('尚未公布，暂按周末和法定节假日计算', 'not out yet, reckoned from weekends and statutory holidays'),
  none: both('没有数据', 'no data'),
}

const calendarLine = ({ calendar: { year, thisYear, nextYear, isLate } }: Found): ChecklistLine => {
  const isSound = OFFICIAL.includes(thisYear)
  const isNextSound = OFFICIAL.includes(nextYear) || !isLate
  return {
    key: 'calendar',
    state: !isSound ? 'missing' : isNextSound ? 'done' : 'attention',
    title: both('工作日历', 'Calendar of working days'),
    found: both(
      `${year} 年：${BASIS[thisYear].zh}；${year + 1} 年：${BASIS[nextYear].zh}`,
      `${year}: ${BASIS[thisYear].en}; ${year + 1}: ${BASIS[nextYear].en}`,
    ),
    why: both(
      '公示期和付款期限按工作日计算，须以国务院公布的放假安排为准。',
      'Notices and payment terms count working days by the arrangement that the State Council publishes.',
    ),
    todo: isSound && isNextSound ? NOTHING : both('公布后由管理员在“节假日安排”录入。', 'An administrator enters it on the page Holidays once it is out.'),
    ...(isSound && isNextSound ? {} : { to: 'holidays' }),
  }
}

interface Need {
  readonly role: Role
  readonly needed: number
  readonly why: Bilingual
  /** Below this it works, but hangs on one person. */
  readonly better?: number
}

const NEEDS: readonly Need[] = [
  {
    role: 'admin',
    needed: 1,
    better: 2,
    why: both(
      '授予身份、通过规则变更；只有一名时，其失联须由运维人员恢复。',
      'Gives roles and adopts rules; a single one who is lost must be replaced by the operator.',
    ),
  },
  {
    role: 'clerk',
    needed: 1,
    better: 2,
    why: both('核验单位、受理挂牌、提出规则变更。', 'Verifies organisations, handles listings, proposes changes of rules.'),
  },
  {
    role: 'finance',
    needed: 2,
    why: both(
      '付款由一人制单、另一人复核：只有一名财务时任何款项都付不出去。',
      'One prepares a payment and another approves it: with a single officer nothing can be paid.',
    ),
  },
  { role: 'auctioneer', needed: 1, why: both('主持竞价场次。', 'Presides over bidding.') },
  { role: 'regulator', needed: 0, better: 1, why: both('主管部门查看运行与资金。', 'The authority watches operation and money.') },
]

const roleLine = ({ roles }: Found, { role, needed, better = needed, why }: Need): ChecklistLine => {
  const names = roles.names.get(role) ?? []
  const invited = roles.invited(role)
  const state = names.length < needed ? 'missing' : names.length < better ? 'attention' : 'done'
  const held = names.length === 0 ? both('无人', 'nobody') : listed(names)
  const coming = names.length + invited
  const wanted = Math.max(needed, better) - coming
  const enough = both(`${needed} 人即可，${better} 人更稳妥：可再邀请 ${wanted} 人。`, `${needed} will do, ${better} are safer: ${wanted} more may be invited.`)
  return {
    key: `role.${role}`,
    state,
    title: ROLE_NAMES[role],
    found: invited === 0 ? held : both(`${held.zh}；已邀请 ${invited} 人`, `${held.en}; ${invited} invited`),
    why,
    todo:
      state === 'done' ? NOTHING : wanted <= 0 ? WAITING : coming >= needed && needed > 0 ? enough : both(`再邀请 ${wanted} 人。`, `Invite ${wanted} more.`),
    ...(state === 'done' ? {} : { to: 'officers' }),
  }
}

const factorLine = ({ withoutFactor, isDemo }: Found): ChecklistLine => ({
  key: 'factor',
  state: withoutFactor.length === 0 ? 'done' : isDemo ? 'attention' : 'missing',
  title: both('市场人员的两步验证', 'Second factor of officers'),
  found: withoutFactor.length === 0 ? both('全部开启', 'on for all') : both(`未开启：${listed(withoutFactor).zh}`, `off: ${listed(withoutFactor).en}`),
  why: both('只凭密码，一封钓鱼邮件就足以动用资金和权限。', 'With a password alone one phishing letter is enough to move money and power.'),
  todo:
    withoutFactor.length === 0
      ? NOTHING
      : both('请其在“账户与安全”开启两步验证或添加通行密钥。', 'Ask them to turn it on, or add a passkey, on the page Account and security.'),
})

const confirmedLine = ({ unconfirmed, isDemo }: Found): ChecklistLine => ({
  key: 'confirmed',
  state: unconfirmed.length === 0 ? 'done' : isDemo ? 'attention' : 'missing',
  title: both('市场人员的邮箱', 'Mail addresses of officers'),
  found: unconfirmed.length === 0 ? both('全部已确认', 'all confirmed') : both(`未确认：${listed(unconfirmed).zh}`, `not confirmed: ${listed(unconfirmed).en}`),
  why: both('发到错误邮箱的通知会落入他人之手。', 'Letters to a wrong address fall into other hands.'),
  todo: unconfirmed.length === 0 ? NOTHING : both('请其打开收到的确认邮件。', 'Ask them to open the letter that asks for confirmation.'),
})

export const checklistLines = (found: Found): readonly ChecklistLine[] => [
  ...NEEDS.map((need) => roleLine(found, need)),
  factorLine(found),
  confirmedLine(found),
  bankLine(found),
  addressLine(found),
  mailLine(found),
  backupLine(found),
  keysLine(found),
  clockLine(found),
  calendarLine(found),
]
