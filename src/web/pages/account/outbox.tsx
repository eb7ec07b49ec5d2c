/** The letters of a demonstration, as people would get them. Exists only there. */
import { Fragment } from 'react'
import { data } from 'react-router'
import type { Route } from './+types/outbox.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { frontPage } from '../front/addresses.ts'
import { outboxOf, outboxPage } from './addresses.ts'
import styles from './account.module.css'

const text = texts({
  zh: {
    title: '演示邮件',
    about: '演示环境不发送邮件。市场本应寄出的信件显示在这里，链接可以点击。',
    none: '还没有信件',
    noneAbout: '注册账户、找回密码、修改密码等操作会产生信件。',
    to: '收件人',
    all: '全部收件人',
  },
  en: {
    title: 'Letters of the demonstration',
    about: 'A demonstration sends no mail. The letters that the market would have sent are here, and their links work.',
    none: 'No letters yet',
    noneAbout: 'Letters come from registering, recovering or changing a password, and the like.',
    to: 'To',
    all: 'Everybody’s letters',
  },
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

const SHOWN = 50

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const { demoLetters } = context.get(appContext)
  if (!demoLetters) throw data(null, 404)
  const to = new URL(request.url).searchParams.get('to')
  const letters = await demoLetters.last({ limit: SHOWN, ...(to === null ? {} : { to }) })
  return {
    to,
    origin: demoLetters.origin,
    letters: letters.map(({ id, to: recipient, lang, subject, body, queuedAt }) => ({ id, to: recipient, lang, subject, body, queuedAt })),
  }
}

const Outbox = ({ loaderData: { letters, origin, to } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('about')} />
      {to === null ? null : (
        <p>
          {say('to')} {to} · <LocalLink to={outboxPage()}>{say('all')}</LocalLink>
        </p>
      )}
      {letters.length === 0 ? <EmptyState title={say('none')}>{say('noneAbout')}</EmptyState> : null}
      {letters.map((letter) => (
        <Section key={letter.id} title={letter.subject} isSheet>
          <p className={styles.meta}>
            {say('to')} <LocalLink to={outboxOf(letter.to)}>{letter.to}</LocalLink> · {formatInstant(letter.queuedAt, lang)}
          </p>
          <div className={styles.letter} lang={letter.lang === 'zh' ? 'zh-CN' : 'en'}>
            <Body body={letter.body} origin={origin} />
          </div>
        </Section>
      ))}
    </Page>
  )
}
export default Outbox

/** Only addresses of the market itself become links, and as paths, so that they work under whatever address the demonstration is looked at. */
const Body = ({ body, origin }: { readonly body: string; readonly origin: string }) =>
  body.split(/(https?:\/\/[^\s<>"]+)/).map((piece, index) => {
    const isOurs = index % 2 === 1 && (piece === origin || piece.startsWith(`${origin}/`))
    return (
      // The pieces of a letter never change places.
      // oxlint-disable-next-line react/no-array-index-key
      <Fragment key={index}>{isOurs ? <a href={piece.slice(origin.length) || frontPage()}>{piece}</a> : piece}</Fragment>
    )
  })
