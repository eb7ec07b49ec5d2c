import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadConfig, readConfig, type Environment } from './config.ts'
import { projectDirectory } from './project.ts'
import { StartProblem } from './start-problem.ts'
import { variableNames } from './variables.ts'

const S3 = { S3_ENDPOINT: 'https://s3.example.cn', S3_BUCKET: 'zhepai', S3_REGION: 'cn-east-1', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' }
const PRODUCTION = { NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(32) }

const problemsOf = (environment: Environment) => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof StartProblem) return error.problems
    throw error
  }
  return []
}

test('an empty environment gives the demo market on this machine', () => {
  expect(readConfig({ PATH: '/bin', PORT: '' })).toMatchObject({
    environment: 'development',
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    demo: true,
    roles: new Set(['web', 'worker', 'relay']),
    s3: undefined,
    authSecret: undefined,
    logLevel: 'warn',
  })
})

test('production listens to all, has no demo and wants a secret', () => {
  expect(readConfig(PRODUCTION)).toMatchObject({ host: '0.0.0.0', demo: false, logLevel: 'info' })
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual([{ zh: expect.stringContaining('AUTH_SECRET'), en: expect.stringContaining('AUTH_SECRET') }])
  expect(problemsOf({ ...PRODUCTION, ZHEPAI_DEMO: '1' })).toEqual([
    { zh: expect.stringContaining('ZHEPAI_DEMO'), en: expect.stringContaining('no demo clock') },
  ])
  expect(readConfig({ ...PRODUCTION, ZHEPAI_DEMO: '0' }).demo).toBe(false)
})

const BAD: readonly (readonly [string, string])[] = [
  ['PORT', 'abc'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['HOST', 'a b'],
  ['HOST', 'http://x'],
  ['PUBLIC_URL', 'market.example.cn'],
  ['PUBLIC_URL', 'https://x.cn/path'],
  ['TRUSTED_PROXIES', 'all'],
  ['TRUSTED_PROXIES', '0.0.0.0/0'],
  ['TRUSTED_PROXIES', '10.0.0.1,proxy.local'],
  ['METRICS_ADDRESS', '9464'],
  ['METRICS_ADDRESS', '127.0.0.1:99999'],
  ['METRICS_TOKEN', 'short'],
  ['DATABASE_URL', 'mysql://root@h/db'],
  ['DATABASE_URL', 'postgres://h:5432/'],
  ['ZHEPAI_DEMO', 'true'],
  ['ZHEPAI_DEMO', '2'],
  ['ROLES', 'web,web'],
  ['ROLES', 'web,mail'],
  ['ROLES', ','],
  ['REDIS_URL', 'http://r'],
  ['AUTH_SECRET', 'short'],
  ['SMTP_URL', 'http://mail.example.cn'],
  ['MAIL_FROM', 'nobody'],
  ['SECURITY_LOG_DAYS', '30'],
  ['DRAWING_THREADS', '17'],
  ['DRAWING_THREADS', '1.5'],
  ['OPERATOR_NAME', 'two\nlines'],
  ['OPERATOR_ICP', ' '],
  ['LOG_LEVEL', 'loud'],
  ['NODE_ENV', 'prod'],
  ['ZHEPAI_PG_USER', 'a b'],
  ['ZHEPAI_DATA_DIR', '\0'],
]
test.each(BAD)('%s=%j stops the start with one message that names it', (name, value) => {
  const problems = problemsOf({ [name]: value })
  expect(problems).toHaveLength(1)
  expect(problems[0]?.zh).toContain(`环境变量 ${name} 的值`)
  expect(problems[0]?.en).toContain(`Environment variable ${name}:`)
})

test('an unknown variable of ours is named, variables of others are left alone', () => {
  expect(problemsOf({ ZHEPAI_DEMMO: '1', DATABASE: 'x' })).toEqual([
    { zh: expect.stringContaining('ZHEPAI_DEMMO'), en: expect.stringContaining('ZHEPAI_DEMO') },
  ])
})

test('every wrong variable gets its own message', () => {
  expect(problemsOf({ PORT: 'x', ROLES: 'y', ZHEPAI_X: '' })).toHaveLength(3)
})

test('the operator says what it says in one language or in both, and nothing by default', () => {
  expect(readConfig({}).operator).toEqual({ name: null, contact: null, sponsor: null, icp: null, licence: null, complaints: null })
  expect(readConfig({ OPERATOR_NAME: '示例市场 / Example market', OPERATOR_CONTACT: 'desk@market.example.cn' }).operator).toMatchObject({
    name: { zh: '示例市场', en: 'Example market' },
    contact: { zh: 'desk@market.example.cn', en: 'desk@market.example.cn' },
  })
})

test('S3 is all or none', () => {
  expect(readConfig(S3).s3).toEqual({ endpoint: S3.S3_ENDPOINT, bucket: 'zhepai', region: 'cn-east-1', accessKeyId: 'key', secretAccessKey: 'secret' })
  for (const left of Object.keys(S3)) {
    const problems = problemsOf({ ...S3, [left]: undefined })
    expect(problems).toHaveLength(1)
    expect(problems[0]?.en).toContain(`${left} is not set`)
  }
})

test('a mail server needs a sender, and a sender a server', () => {
  const mail = { SMTP_URL: 'smtps://user:word@mail.example.cn:465', MAIL_FROM: 'no-reply@market.example.cn' }
  expect(readConfig(mail).mail).toEqual({ url: mail.SMTP_URL, from: mail.MAIL_FROM })
  expect(readConfig({}).mail).toBeUndefined()
  for (const left of Object.keys(mail))
    expect(problemsOf({ ...mail, [left]: '' })).toEqual([{ zh: expect.any(String), en: expect.stringContaining('SMTP_URL') }])
})

test('a PostgreSQL on a socket is a valid database', () => {
  for (const url of ['postgres://postgres@/zhepai?host=/run/postgresql', 'postgresql:///zhepai', 'postgres://u:p@db:5432/zhepai?sslmode=require']) {
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url)
  }
})

test('no secret is ever shown', () => {
  const secret = fc.stringMatching(/^[a-zA-Z\d]{8,20}$/)
  fc.assert(
    fc.property(secret, (word) => {
      const texts = [
        ...problemsOf({
          AUTH_SECRET: word,
          DATABASE_URL: `mysql://root:${word}@h/db`,
          REDIS_URL: `http://:${word}@h`,
          SMTP_URL: `ftp://user:${word}@h`,
          ...S3,
          S3_SECRET_ACCESS_KEY: `${word} `,
        }),
      ].flatMap(({ zh, en }) => [zh, en])
      expect(texts).toHaveLength(10)
      expect(texts.some((text) => text.includes(word))).toBe(false)
    }),
  )
})

test('the generated secret is kept, private, and the same for the next start', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-config-'))
  try {
    const environment = { ZHEPAI_DATA_DIR: path.join(directory, 'below/data') }
    const { authSecret } = loadConfig(environment)
    expect(authSecret).toMatch(/^[\da-f]{64}$/)
    expect(loadConfig(environment).authSecret).toBe(authSecret)
    expect(statSync(path.join(directory, 'below/data/auth-secret')).mode & 0o777).toBe(0o600)
    expect(loadConfig({ ...environment, AUTH_SECRET: 'y'.repeat(40) }).authSecret).toBe('y'.repeat(40))
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('docs/operations.md tells of every variable', () => {
  const text = readFileSync(path.join(projectDirectory(), 'docs/operations.md'), 'utf8')
  expect(variableNames.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
})
