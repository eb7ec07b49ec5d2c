/** Keys for programs: what each may do, until when, and when it was used last. */
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { text } from './account.text.ts'
import styles from './account.module.css'
import type { SecurityDone, SecurityOutcome } from './security-acts.server.ts'
import { Line } from './security-keys.tsx'

/** By module of the market; one line per module that has operations. */
const modules = texts({
  zh: {
    account: '账户',
    achievement: '成果',
    auction: '竞价',
    contract: '合同',
    demand: '需求',
    document: '文件',
    evidence: '存证',
    income: '收益分配',
    indicator: '统计',
    ledger: '资金',
    listing: '标的',
    notice: '公示',
    party: '单位与人员',
    rulebook: '规则',
    title: '权属',
  },
  en: {
    account: 'accounts',
    achievement: 'achievements',
    auction: 'auctions',
    contract: 'contracts',
    demand: 'demands',
    document: 'documents',
    evidence: 'evidence',
    income: 'income shares',
    indicator: 'figures',
    ledger: 'payments',
    listing: 'lots',
    notice: 'notices',
    party: 'people and organisations',
    rulebook: 'rules',
    title: 'rights',
  },
})
type ModuleName = keyof (typeof modules)['zh']
const MODULES = Object.keys(modules.zh) as readonly ModuleName[]
const isModule = (name: string): name is ModuleName => MODULES.some((known) => known === name)

const DAYS = ['7', '30', '90', '365'] as const

interface ProgramKey {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly permissions: Readonly<Record<string, readonly string[]>>
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

interface KeysProps {
  readonly items: readonly ProgramKey[]
  readonly outcome: SecurityOutcome | undefined
  readonly done: SecurityDone | null
}

const KeyFacts = ({ item }: { readonly item: ProgramKey }) => {
  const say = useSay(text)
  const sayModule = useSay(modules)
  const lang = useLang()
  const scopes = Object.entries(item.permissions).flatMap(([module, verbs]) =>
    verbs.map((verb) => `${say(verb === 'write' ? 'scope_write' : 'scope_read')} ${isModule(module) ? sayModule(module) : say('module_all')}`),
  )
  const facts = [
    say('keyScope', { scopes: scopes.join(', ') }),
    item.expiresAt === null ? say('keyEndless') : say('keyEnds', { date: formatDate(item.expiresAt.slice(0, 10), lang) }),
    item.lastUsedAt === null ? say('keyUnused') : say('keyUsed', { date: formatInstant(item.lastUsedAt, lang) }),
  ]
  return (
    <>
      {item.name}
      <div className={styles.meta}>{facts.join(' · ')}</div>
    </>
  )
}

export const ApiKeys = ({ items, outcome, done }: KeysProps) => {
  const say = useSay(text)
  const sayModule = useSay(modules)
  return (
    <Section title={say('apiKeys')} about={say('apiKeysAbout')} isSheet>
      {done?.kind === 'key' ? (
        <Banner tone="success" title={say('keyOnce')} isResult>
          <CopyText label={say('apiKeys')}>{done.key}</CopyText>
        </Banner>
      ) : null}
      {items.length === 0 ? <p className={styles.meta}>{say('noKeys')}</p> : null}
      <ul className={styles.list}>
        {items.map((item) => (
          <Line key={item.id} item={item} intent="key-remove" label={<KeyFacts item={item} />} verb={say('remove')} outcome={outcome} />
        ))}
      </ul>
      <ActionForm intent="key-add" outcome={outcome}>
        {/* Not kept: one name; the rest stands at its usual choice. */}
        <TextField name="keyName" label={say('keyName')} help={say('keyNameHelp')} maxLength={32} isRequired />
        <SelectField
          name="scope"
          label={say('scope')}
          defaultValue="read"
          options={[
            { value: 'read', label: say('scope_read') },
            { value: 'write', label: say('scope_write') },
          ]}
          isRequired
        />
        <SelectField
          name="module"
          label={say('module')}
          defaultValue="all"
          options={[{ value: 'all', label: say('module_all') }, ...MODULES.map((name) => ({ value: name, label: sayModule(name) }))]}
          isRequired
        />
        <SelectField name="days" label={say('days')} defaultValue="90" options={DAYS.map((days) => ({ value: days, label: say(`days_${days}`) }))} isRequired />
        <FormActions>
          <Submit>{say('newKey')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}
