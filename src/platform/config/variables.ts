/** Every variable of the environment that Zhepai reads: one table for the reader, the messages and the documentation. */
import { z } from 'zod'
import type { Bilingual } from '#kernel/bilingual.ts'

export interface Variable {
  /** Parses the text; what it makes is what the configuration holds. */
  readonly shape: z.ZodType
  readonly allowed: Bilingual
  /** `whole`: never shown. `url`: shown without its password. */
  readonly secret?: 'whole' | 'url'
}

export const MARKET_ROLES = ['web', 'worker', 'relay'] as const
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const ENVIRONMENTS = ['development', 'test', 'production'] as const
const SECRET_MIN_CHARACTERS = 32
/** Six months (《网络安全法》), counted long. */
const SECURITY_LOG_LEAST_DAYS = 185
const MOST_DRAWING_THREADS = 16
const TOKEN_MIN_CHARACTERS = 16
const LAST_PORT = 65_535

const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)), { abort: true })

/** `postgres://user@/name?host=/path` (a socket) has no host, which `URL` does not take. */
const postgresUrl = z.string().refine((text) => {
  if (!/^postgres(ql)?:\/\//.test(text)) return false
  const whole = text.replace(/^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)\//, '$1localhost/')
  return URL.canParse(whole) && new URL(whole).pathname.length > 1
})

const both = (zh: string, en: string): Bilingual => ({ zh, en })
const plain = z.string().regex(/^\S+$/)
const oneOf = (words: readonly string[]): Bilingual => ({ zh: words.join('、'), en: words.join(', ') })

/** `中文 / English`; one text stands for both. */
const bothLanguages = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((text) => !/\p{Cc}/u.test(text))
  .transform((text): Bilingual => {
    const [zh = text, en = zh] = text.split(' / ')
    return { zh, en }
  })
const bothAllowed = both('一行文字，或“中文 / English”', 'one line, or “中文 / English”')

const roles = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .pipe(
    z
      .array(z.enum(MARKET_ROLES))
      .min(1)
      .refine((words) => new Set(words).size === words.length),
  )

/** A range of all addresses would believe everybody. */
const proxies = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .pipe(
    z
      .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.enum(['loopback', 'linklocal', 'uniquelocal'])]).refine((word) => !word.endsWith('/0')))
      .min(1),
  )

const listenAddress = z.string().transform((text, context) => {
  const [, bracketed, plainHost, port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plainHost ?? ''
  if (z.union([z.ipv4(), z.ipv6()]).safeParse(host).success && Number(port) <= LAST_PORT) return { host, port: Number(port) }
  context.addIssue({ code: 'custom', message: 'not an address' })
  return z.NEVER
})

export const VARIABLES = {
  NODE_ENV: { shape: z.enum(ENVIRONMENTS), allowed: oneOf(ENVIRONMENTS) },
  PORT: {
    shape: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().max(LAST_PORT)),
    allowed: { zh: '0 到 65535 的整数（0 表示任选空闲端口）', en: 'an integer from 0 to 65535 (0: any free port)' },
  },
  HOST: {
    shape: z.union([z.ipv4(), z.ipv6(), z.string().regex(/^[a-zA-Z\d]([a-zA-Z\d.-]*[a-zA-Z\d])?$/)]),
    allowed: { zh: 'IP 地址或主机名', en: 'an IP address or a host name' },
  },
  PUBLIC_URL: {
    shape: url('http', 'https')
      .refine((text) => ['', '/'].includes(new URL(text).pathname))
      .transform((text) => new URL(text).origin),
    allowed: both('不带路径的 http(s) 地址，如 https://market.example.cn', 'an http(s) address without a path, such as https://market.example.cn'),
  },
  TRUSTED_PROXIES: {
    shape: proxies,
    allowed: both(
      '反向代理的 IP 地址或 CIDR 网段（或 loopback、linklocal、uniquelocal），以逗号分隔，不得为全部地址',
      'IP addresses or CIDR ranges of reverse proxies (or loopback, linklocal, uniquelocal), separated by commas; never all addresses',
    ),
  },
  METRICS_ADDRESS: {
    shape: listenAddress,
    allowed: both('IP 地址:端口，如 127.0.0.1:9464 或 [::1]:9464', 'IP address:port, such as 127.0.0.1:9464 or [::1]:9464'),
  },
  METRICS_TOKEN: {
    shape: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .min(TOKEN_MIN_CHARACTERS),
    secret: 'whole',
    allowed: both(`至少 ${TOKEN_MIN_CHARACTERS} 个无空白的 ASCII 字符`, `at least ${TOKEN_MIN_CHARACTERS} ASCII characters without blanks`),
  },
  DATABASE_URL: {
    shape: postgresUrl,
    secret: 'url',
    allowed: both(
      'postgres://用户:口令@主机:端口/库名（PostgreSQL 15 或更高）；不设则使用内置数据库',
      'postgres://user:password@host:port/database (PostgreSQL 15 or later); unset: the built-in database',
    ),
  },
  ZHEPAI_DATA_DIR: { shape: z.string().regex(/^[^\0]{1,4000}$/), allowed: { zh: '目录路径', en: 'the path of a directory' } },
  ZHEPAI_PG_USER: {
    shape: z.string().regex(/^[a-z_][\w.-]{0,31}\$?$/i),
    allowed: { zh: '本机已有的非 root 账号名', en: 'the name of an existing account other than root' },
  },
  ZHEPAI_DEMO: {
    shape: z.enum(['0', '1']).transform((digit) => digit === '1'),
    allowed: { zh: '0 或 1（生产环境只能为 0）', en: '0 or 1 (production: 0 only)' },
  },
  ROLES: {
    shape: roles,
    allowed: {
      zh: `${MARKET_ROLES.join('、')} 中的一个或多个，以逗号分隔，不重复`,
      en: `one or more of ${MARKET_ROLES.join(', ')}, separated by commas, none twice`,
    },
  },
  REDIS_URL: { shape: url('redis', 'rediss'), secret: 'url', allowed: both('redis:// 或 rediss:// 地址', 'a redis:// or rediss:// address') },
  S3_ENDPOINT: { shape: url('http', 'https'), allowed: both('http(s) 地址', 'an http(s) address') },
  S3_BUCKET: {
    shape: z.string().regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/),
    allowed: { zh: '存储桶名（3 到 63 个小写字母、数字、点或连字符）', en: 'a bucket name (3 to 63 lower-case letters, digits, dots or hyphens)' },
  },
  S3_REGION: { shape: plain, allowed: { zh: '区域名', en: 'the name of a region' } },
  S3_ACCESS_KEY_ID: { shape: plain, secret: 'whole', allowed: { zh: '不含空白的文本', en: 'text without blanks' } },
  S3_SECRET_ACCESS_KEY: { shape: plain, secret: 'whole', allowed: { zh: '不含空白的文本', en: 'text without blanks' } },
  AUTH_SECRET: {
    shape: z.string().min(SECRET_MIN_CHARACTERS),
    secret: 'whole',
    allowed: {
      zh: `至少 ${SECRET_MIN_CHARACTERS} 个字符（可用 openssl rand -hex 32 生成）`,
      en: `at least ${SECRET_MIN_CHARACTERS} characters (openssl rand -hex 32 makes one)`,
    },
  },
  SMTP_URL: {
    shape: url('smtp', 'smtps'),
    secret: 'url',
    allowed: both('smtp(s)://用户:口令@主机:端口', 'smtp(s)://user:password@host:port'),
  },
  MAIL_FROM: { shape: z.email(), allowed: both('邮箱地址，如 no-reply@market.example.cn', 'an e-mail address, such as no-reply@market.example.cn') },
  SECURITY_LOG_DAYS: {
    shape: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().min(SECURITY_LOG_LEAST_DAYS)),
    allowed: both(`不小于 ${SECURITY_LOG_LEAST_DAYS} 的整数（天）`, `an integer of ${SECURITY_LOG_LEAST_DAYS} or more (days)`),
  },
  DRAWING_THREADS: {
    shape: z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.number().max(MOST_DRAWING_THREADS)),
    allowed: both(
      `0 到 ${MOST_DRAWING_THREADS} 的整数（0 表示由主循环绘制网页）`,
      `an integer from 0 to ${MOST_DRAWING_THREADS} (0: the main loop draws the pages)`,
    ),
  },
  OPERATOR_NAME: { shape: bothLanguages, allowed: bothAllowed },
  OPERATOR_CONTACT: { shape: bothLanguages, allowed: bothAllowed },
  OPERATOR_LICENCE: { shape: bothLanguages, allowed: bothAllowed },
  OPERATOR_COMPLAINTS: { shape: bothLanguages, allowed: bothAllowed },
  OPERATOR_SPONSOR: { shape: bothLanguages, allowed: bothAllowed },
  OPERATOR_ICP: { shape: z.string().trim().min(1).max(60), allowed: both('ICP备案号，如 浙ICP备00000000号', 'the ICP filing number of the site') },
  LOG_LEVEL: { shape: z.enum(LOG_LEVELS), allowed: oneOf(LOG_LEVELS) },
} as const satisfies Readonly<Record<string, Variable>>

export type VariableName = keyof typeof VARIABLES
export const variableNames = Object.keys(VARIABLES) as readonly VariableName[]
