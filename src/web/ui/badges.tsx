/** Small signs: state, tag, evidence seal, rule. Colour never says it alone: the word is always there. */
import { IconScale, IconShieldCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Lang } from '#kernel/bilingual.ts'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { rulePage } from '../pages/rulebook/addresses.ts'
import { verifyFact, verifySubject } from '../pages/evidence/addresses.ts'
import styles from './badges.module.css'

const text = texts({
  zh: { seal: '可验证', sealAbout: '查看证据日志中的证明，并可下载离线核验', why: '为什么是这一天？', rule: '依据：{source}' },
  en: { seal: 'Verifiable', sealAbout: 'See the proof in the evidence log and save it for offline checking', why: 'Why this date?', rule: 'Rule: {source}' },
})

/** neutral: not begun or put away · active: under way · live: happening now, or final · waiting: somebody must act · done: finished well · failed: ended without success. */
export type Tone = 'neutral' | 'active' | 'live' | 'waiting' | 'done' | 'failed'

export const StateBadge = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <span className={`${styles.badge} ${styles[tone]}`}>
    <span className={styles.dot} aria-hidden="true" />
    {children}
  </span>
)

export const Tag = ({ children }: { readonly children: ReactNode }) => <span className={styles.tag}>{children}</span>

/** Leads to the proof of a fact: by the fact's id, or by the subject (all its facts). */
export const SealLink = (given: { readonly factId: string } | { readonly subject: string }) => {
  const say = useSay(text)
  const lang = useLang()
  const proof = 'factId' in given ? verifyFact(given.factId) : verifySubject(given.subject)
  return (
    <Link className={styles.seal} to={localPath(lang, proof)} title={say('sealAbout')}>
      <IconShieldCheck size={16} aria-hidden="true" /> {say('seal')}
    </Link>
  )
}

/** A citation carries its sources in both languages: `中文 / English；中文 / English`. */
export const sourceIn = (source: string, lang: Lang): string =>
  source
    .split('；')
    .map((part) => part.split(' / ')[lang === 'zh' ? 0 : 1] ?? part)
    .join(lang === 'zh' ? '；' : '; ')

interface RuleLinkProps {
  readonly rule: { readonly id?: string; readonly key: string; readonly source: string }
  /** Shows the source itself instead of "why this date?". */
  readonly isCitation?: boolean
}

/** The rule behind a date or a number, and its legal source. */
export const RuleLink = ({ rule, isCitation = false }: RuleLinkProps) => {
  const say = useSay(text)
  const lang = useLang()
  const source = sourceIn(rule.source, lang)
  return (
    <Link className={styles.rule} to={localPath(lang, rulePage(rule.key))} title={source}>
      <IconScale size={15} aria-hidden="true" /> {isCitation ? say('rule', { source }) : say('why')}
    </Link>
  )
}
