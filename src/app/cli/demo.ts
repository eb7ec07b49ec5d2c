/** The demo's data and accounts, as the start shows them. */
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import type { Config } from '#platform/config/config.ts'
import type { Market } from '../assembly.ts'
import { say } from './language.ts'
import { table, type Terminal } from './terminal.ts'

/** What `src/app/demo/seed.ts` offers. */
interface DemoModule {
  /** Lays the demo data once; false when they are there already. */
  readonly seedDemo: (given: { readonly market: Market; readonly config: Config; readonly onProgress: (done: number, total: number) => void }) => Promise<boolean>
  readonly demoAccounts: readonly { readonly role: Bilingual; readonly name: Bilingual; readonly email: string; readonly password: string }[]
}

const demo = async (): Promise<DemoModule> => (await import(new URL('../demo/seed.ts', import.meta.url).href)) as DemoModule

interface SeedCall {
  readonly market: Market
  readonly config: Config
  readonly terminal: Terminal
}

export const seedDemoData = async ({ market, config, terminal }: SeedCall): Promise<boolean> => {
  const laid = terminal.step(say('演示数据', 'demo data'))
  const { seedDemo } = await demo()
  const isNew = await seedDemo({ market, config, onProgress: terminal.progress(say('演示数据', 'demo data')) })
  laid(isNew ? say('已写入', 'laid') : say('已存在', 'present'))
  return isNew
}

export const accountsTable = async (lang: Lang): Promise<string> => {
  const { demoAccounts } = await demo()
  const head = lang === 'zh' ? ['角色', '姓名', '账号', '口令'] : ['role', 'name', 'account', 'password']
  return table([head, ...demoAccounts.map(({ role, name, email, password }) => [role[lang], name[lang], email, password])])
}
