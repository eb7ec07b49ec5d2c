/** What the environment says, checked before anything starts: one message per variable that is wrong, in both languages. */
import path from 'node:path'
import type { z } from 'zod'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { MailServer } from '#platform/mail/postman.ts'
import { keptAuthSecret } from './auth-secret.ts'
import { defaultDataDirectory } from './project.ts'
import { StartProblem } from './start-problem.ts'
import { MARKET_ROLES, VARIABLES, variableNames, type Variable, type VariableName } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>
export type MarketRole = (typeof MARKET_ROLES)[number]

export interface S3Config {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** What the operator says of itself on the pages; nothing is made up for what is absent. */
export interface OperatorConfig {
  readonly name: Bilingual | null
  /** How to reach it: address, telephone, e-mail, in one line. */
  readonly contact: Bilingual | null
  readonly sponsor: Bilingual | null
  /** Filing number that Chinese sites show (ICP备案). */
  readonly icp: string | null
  /** Business licence and permits, or where they are shown. */
  readonly licence: Bilingual | null
  /** Telephone, e-mail or address for complaints and reports. */
  readonly complaints: Bilingual | null
}

export interface Config {
  readonly environment: 'development' | 'test' | 'production'
  readonly host: string
  readonly port: number
  /** Origin under which people reach the market, without a slash at the end. */
  readonly publicUrl: string
  /** Addresses whose word on the client's address, scheme and host is taken; nobody else's is. */
  readonly trustedProxies: readonly string[]
  /** Where figures and reasons are served by themselves; undefined: not. */
  readonly metricsAddress: { readonly host: string; readonly port: number } | undefined
  readonly metricsToken: string | undefined
  /** Undefined: the built-in PostgreSQL in the data directory. */
  readonly databaseUrl: string | undefined
  readonly dataDirectory: string
  /** Account of the built-in PostgreSQL under root. */
  readonly pgUser: string | undefined
  /** Demo data and demo clock; never in production. */
  readonly demo: boolean
  readonly roles: ReadonlySet<MarketRole>
  readonly redisUrl: string | undefined
  readonly s3: S3Config | undefined
  readonly authSecret: string
  /** Undefined: letters are queued and, outside the demonstration, not sent. */
  readonly mail: MailServer | undefined
  /** How long the security log is kept. */
  readonly securityLogDays: number
  /** How many threads draw pages beside the main loop; undefined: as the machine suggests. */
  readonly drawingThreads: number | undefined
  readonly operator: OperatorConfig
  readonly logLevel: string
}

type Values = { readonly [Name in VariableName]?: z.output<(typeof VARIABLES)[Name]['shape']> }

const withoutPassword = (text: string): string => text.replace(/^([a-z]+:\/\/[^:@/]*):[^@]*@/i, '$1:***@')

const shown = (found: string, { secret }: Variable): Bilingual => {
  if (secret === 'whole') return { zh: `（已隐去，${found.length} 个字符）`, en: `(hidden, ${found.length} characters)` }
  const text = JSON.stringify(secret === 'url' ? withoutPassword(found) : found)
  return { zh: text, en: text }
}

const malformed = (name: string, found: string, variable: Variable): Bilingual => {
  const { zh, en } = shown(found, variable)
  return {
    zh: `环境变量 ${name} 的值 ${zh} 无效。允许：${variable.allowed.zh}。`,
    en: `Environment variable ${name}: ${en} is not valid. Allowed: ${variable.allowed.en}.`,
  }
}

/** Empty counts as unset: compose files hand unset variables on as empty ones. */
const readValues = (environment: Environment, problems: Bilingual[]): Values => {
  const values: Record<string, unknown> = {}
  for (const name of variableNames) {
    const found = environment[name]
    if (found === undefined || found === '') continue
    const variable: Variable = VARIABLES[name]
    const parsed = variable.shape.safeParse(found)
    if (parsed.success) values[name] = parsed.data
    else problems.push(malformed(name, found, variable))
  }
  return values as Values
}

const OURS = 'ZHEPAI_'

const unknownVariables = (environment: Environment): readonly Bilingual[] => {
  const known = variableNames.filter((name) => name.startsWith(OURS))
  return Object.keys(environment)
    .filter((name) => name.startsWith(OURS) && !known.some((ours) => ours === name))
    .map((name) => ({
      zh: `未知的环境变量 ${name}。以 ${OURS} 开头的变量只有：${known.join('、')}。`,
      en: `Unknown environment variable ${name}. Those that start with ${OURS} are: ${known.join(', ')}.`,
    }))
}

const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

const readS3 = (environment: Environment, values: Values, problems: Bilingual[]): S3Config | undefined => {
  const missing = S3_NAMES.filter((name) => !environment[name])
  if (missing.length === S3_NAMES.length) return undefined
  for (const name of missing) {
    problems.push({
      zh: `环境变量 ${name} 未设置。S3 的五个变量（${S3_NAMES.join('、')}）须全部设置或全部不设。`,
      en: `Environment variable ${name} is not set. The five S3 variables (${S3_NAMES.join(', ')}) go together: all or none.`,
    })
  }
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_REGION || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return undefined
  return { endpoint: S3_ENDPOINT, bucket: S3_BUCKET, region: S3_REGION, accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY }
}

const readMail = ({ SMTP_URL: server, MAIL_FROM: from }: Values, problems: Bilingual[]): MailServer | undefined => {
  if (server !== undefined && from !== undefined) return { url: server, from }
  if (server !== undefined || from !== undefined) {
    problems.push({
      zh: 'SMTP_URL 与 MAIL_FROM 须同时设置或同时不设。',
      en: 'SMTP_URL and MAIL_FROM go together: both or neither.',
    })
  }
  return undefined
}

const readOperator = (values: Values): OperatorConfig => ({
  name: values.OPERATOR_NAME ?? null,
  contact: values.OPERATOR_CONTACT ?? null,
  sponsor: values.OPERATOR_SPONSOR ?? null,
  icp: values.OPERATOR_ICP ?? null,
  licence: values.OPERATOR_LICENCE ?? null,
  complaints: values.OPERATOR_COMPLAINTS ?? null,
})

/** What must not be in production, and what must. */
const productionProblems = (environment: Environment, values: Values): readonly Bilingual[] => {
  const problems: Bilingual[] = []
  if (values.ZHEPAI_DEMO) {
    problems.push({
      zh: '环境变量 ZHEPAI_DEMO 为 "1"，但 NODE_ENV 为 production：生产环境不允许演示数据与演示时钟。允许：0 或不设。',
      en: 'Environment variable ZHEPAI_DEMO is "1" while NODE_ENV is production: no demo data and no demo clock there. Allowed: 0 or unset.',
    })
  }
  if (!environment['AUTH_SECRET']) {
    problems.push({
      zh: `生产环境必须设置 AUTH_SECRET：${VARIABLES.AUTH_SECRET.allowed.zh}。`,
      en: `Production needs AUTH_SECRET: ${VARIABLES.AUTH_SECRET.allowed.en}.`,
    })
  }
  return problems
}

type Unsecured = Omit<Config, 'authSecret'> & { readonly authSecret: string | undefined }

/** Pure: reads nothing but the given environment and writes nothing. */
export const readConfig = (environment: Environment): Unsecured => {
  const problems: Bilingual[] = [...unknownVariables(environment)]
  const values = readValues(environment, problems)
  const s3 = readS3(environment, values, problems)
  const mail = readMail(values, problems)
  const isProduction = values.NODE_ENV === 'production'
  if (isProduction) problems.push(...productionProblems(environment, values))
  if (problems.length > 0) throw new StartProblem(problems)
  const port = values.PORT ?? 3000
  return {
    environment: values.NODE_ENV ?? 'development',
    host: values.HOST ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    port,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${port}`,
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    metricsAddress: values.METRICS_ADDRESS,
    metricsToken: values.METRICS_TOKEN,
    databaseUrl: values.DATABASE_URL,
    dataDirectory: path.resolve(values.ZHEPAI_DATA_DIR ?? defaultDataDirectory()),
    pgUser: values.ZHEPAI_PG_USER,
    demo: values.ZHEPAI_DEMO ?? !isProduction,
    roles: new Set(values.ROLES ?? MARKET_ROLES),
    redisUrl: values.REDIS_URL,
    s3,
    authSecret: values.AUTH_SECRET,
    mail,
    operator: readOperator(values),
    drawingThreads: values.DRAWING_THREADS,
    securityLogDays: values.SECURITY_LOG_DAYS ?? 3 * 365,
    logLevel: values.LOG_LEVEL ?? (isProduction ? 'info' : 'warn'),
  }
}

/** The configuration of this process. Outside production a missing AUTH_SECRET is made once and kept in the data directory. */
export const loadConfig = (environment: Environment = process.env): Config => {
  const config = readConfig(environment)
  return { ...config, authSecret: config.authSecret ?? keptAuthSecret(config.dataDirectory) }
}
