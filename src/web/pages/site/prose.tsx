/** A page of plain words: headings, paragraphs, and where to go from there. */
import type { ReactNode } from 'react'
import { fillTemplate } from '#kernel/template.ts'
import { useLang, type Lang } from '../../i18n/lang.ts'
import type { Place } from '../../i18n/place.ts'
import { plainTitle } from '../../shell/title.ts'
import { langOfParam } from '../../i18n/lang.ts'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import styles from './prose.module.css'

export interface Prose {
  readonly title: string
  /** One sentence; also what search engines show. */
  readonly lead: string
  readonly parts: readonly {
    readonly heading: string
    readonly lines: readonly string[]
    readonly links?: readonly { readonly to: Place; readonly label: string }[]
  }[]
}

export type BothProse = Readonly<Record<Lang, Prose>>

export const proseTitle = (lang: string | undefined, both: BothProse) => {
  const { title, lead } = both[langOfParam(lang)]
  return plainTitle(lang, title, lead)
}

interface ProsePageProps {
  readonly both: BothProse
  readonly params?: Readonly<Record<string, unknown>>
  /** Above everything: what this installation says of itself. */
  readonly children?: ReactNode
}

export const ProsePage = ({ both, params = {}, children }: ProsePageProps) => {
  const { title, lead, parts } = both[useLang()]
  return (
    <Page width="narrow">
      <PageHead title={title} subtitle={lead} />
      {children}
      {parts.map(({ heading, lines, links }) => (
        <Section key={heading} title={heading}>
          <Stack gap={8}>
            {lines.map((line) => (
              <p key={line} className={styles.line}>
                {fillTemplate(line, params)}
              </p>
            ))}
            {links === undefined ? null : (
              <p className={styles.links}>
                {links.map(({ to, label }) => (
                  <LocalLink key={to} to={to}>
                    {label}
                  </LocalLink>
                ))}
              </p>
            )}
          </Stack>
        </Section>
      ))}
    </Page>
  )
}
