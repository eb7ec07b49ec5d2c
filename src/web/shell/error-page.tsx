/** What people see when a page cannot be shown: what happened, and where to go on. */
import { IconHome } from '@tabler/icons-react'
import { isRouteErrorResponse, useRouteLoaderData } from 'react-router'
import type { Lang } from '#kernel/bilingual.ts'
import { sayIn, texts, useLang, useSay, localPath } from '../i18n/lang.ts'
import { frontPage } from '../pages/front/addresses.ts'
import styles from './error-page.module.css'

const text = texts({
  zh: {
    'title.403': '您的身份不能查看此页',
    'body.403': '此页属于其他岗位或其他单位。如需办理，请联系本单位管理员授予相应权限。',
    'title.404': '没有找到此页',
    'body.404': '网址可能有误，记录可能尚未公开，或不属于您的单位。',
    'title.500': '页面出错了',
    'body.500': '系统未能完成此页，未完成的操作没有生效。请稍后再试；如仍有问题，请告知下面的编号。',
    'title.503': '市场暂时无法应答',
    'body.503': '数据库暂无应答，未完成的操作可能没有生效。请稍后刷新此页查看结果。',
    reference: '编号：',
    home: '回到首页',
  },
  en: {
    'title.403': 'This page is not open to your role',
    'body.403': "It belongs to another role or organisation. Ask your organisation's administrator for the mandate you need.",
    'title.404': 'There is no such page',
    'body.404': 'The address may be wrong, or the record is not public yet or belongs to another organisation.',
    'title.500': 'This page failed',
    'body.500': 'We could not finish it, and nothing unfinished took effect. Please try again; if it happens again, tell us the reference below.',
    'title.503': 'The market cannot answer right now',
    'body.503': 'The database does not answer, and what was not finished may not have taken effect. Read this page again in a moment.',
    reference: 'Reference: ',
    home: 'To the front page',
  },
})

const statusOf = (error: unknown): 403 | 404 | 500 | 503 => {
  if (!isRouteErrorResponse(error)) return 500
  if (error.status === 403 || error.status === 401) return 403
  if (error.status === 503) return 503
  return error.status < 500 ? 404 : 500
}

/** What the tab says of a page that cannot be shown. */
export const errorTitle = (error: unknown, lang: Lang): string => sayIn(text, lang)(`title.${statusOf(error)}`)

interface ErrorPageProps {
  readonly error: unknown
  /** Without header and footer around it: the frame itself failed. */
  readonly isBare?: boolean
}

export const ErrorPage = ({ error, isBare = false }: ErrorPageProps) => {
  const say = useSay(text)
  const lang = useLang()
  const root = useRouteLoaderData('root') as { readonly reference?: string } | undefined
  const status = statusOf(error)
  return (
    <div className={isBare ? styles.bare : styles.page} {...(isBare ? { role: 'main' } : {})}>
      <p className={styles.status} aria-hidden="true">
        {status}
      </p>
      <h1>{say(`title.${status}`)}</h1>
      <p className={styles.body}>{say(`body.${status}`)}</p>
      {status === 500 && root?.reference ? (
        <p>
          {say('reference')}
          <code>{root.reference}</code>
        </p>
      ) : null}
      {import.meta.env.DEV && error instanceof Error ? <pre className={styles.stack}>{error.stack}</pre> : null}
      <p className={styles.ways}>
        <a href={localPath(lang, frontPage())}>
          <IconHome size={18} aria-hidden="true" /> {say('home')}
        </a>
      </p>
    </div>
  )
}
