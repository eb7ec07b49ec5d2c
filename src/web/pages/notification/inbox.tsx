/** What happened in one's own affairs, newest first; each line leads to its record. */
import { IconChevronRight } from '@tabler/icons-react'
import { Form, redirect, useActionData } from 'react-router'
import type { Route } from './+types/inbox.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { inLang, langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { ownAddress } from '../../i18n/place.ts'
import { apiOf, orNotFound, requireViewer, runCommand } from '../../shell/calls.ts'
import { useVisit } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { RadioField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Tabs } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { evidencePage } from '../evidence/addresses.ts'
import { factText, subjectName } from '../evidence/evidence-words.server.ts'
import { text } from './inbox.text.ts'
import styles from './inbox.module.css'
import { recordPage } from './records.server.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

const SHOWN = 30

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const { pathname, searchParams } = new URL(request.url)
  const lang = langOfPath(pathname)
  const cursor = searchParams.get('cursor')
  const isUnread = searchParams.get('show') === 'unread'
  const { notification } = apiOf(context)
  const [page, unread, choice] = await Promise.all([
    orNotFound(notification.mine({ limit: SHOWN, unread: isUnread ? 'true' : 'false', ...(cursor === null ? {} : { cursor }) })),
    notification.unread({}),
    notification.choice.mine({}),
  ])
  const items = page.items.map(({ id, type, body, subject, related, title, isService, at, readAt }) => {
    const to = recordPage({ subject, related, body }, viewer)
    return {
      id,
      what: factText(lang, type, body),
      about: (title ? inLang(title, lang) : subjectName(lang, [body])) ?? '',
      isHidden: body === null,
      isService,
      at,
      isNew: readAt === null,
      to: to === null ? null : localPath(lang, to),
    }
  })
  return { items, nextCursor: page.nextCursor, isUnread, unread: unread.count, mail: choice.mail }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async ({ notification }, form, call) => {
    const [verb, id = ''] = form.text('intent').split(':')
    if (verb === 'mail') await notification.choose({ mail: form.text('mail') as 'each' | 'daily' | 'none' }, call)
    else if (verb === 'all') await notification.readAll({}, call)
    else {
      await notification.read({ id }, call)
      const to = ownAddress(form.optional('to') ?? null)
      if (to !== null) throw redirect(to)
    }
    return null
  })

const InboxPage = ({ loaderData: { items, nextCursor, isUnread, unread, mail } }: Route.ComponentProps) => {
  const say = useSay(text)
  const outcome = useActionData<typeof action>()
  return (
    <Page>
      <PageHead title={say('title')} subtitle={say('lead')} actions={unread > 0 ? <ReadAll outcome={outcome} /> : undefined} />
      {outcome?.ok && (outcome.intent === 'mail' || outcome.intent === 'all') ? (
        <Banner tone="success" isResult>
          {say(outcome.intent === 'mail' ? 'saved' : 'marked')}
        </Banner>
      ) : null}
      <Tabs
        label={say('show')}
        param="show"
        tabs={[
          { value: 'all', label: say('all') },
          { value: 'unread', label: say('unread', { count: unread }) },
        ]}
      />
      {items.length === 0 ? (
        <EmptyState title={say(isUnread ? 'noneUnread' : 'none')}>{say(isUnread ? 'noneUnreadAbout' : 'noneAbout')}</EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      )}
      <Pager nextCursor={nextCursor} />
      <Section title={say('mail')} about={say('mailAbout')} isSheet id="mail">
        <ActionForm intent="mail" outcome={outcome}>
          <RadioField
            name="mail"
            label={say('mailChoice')}
            defaultValue={mail}
            options={[
              { value: 'daily', label: say('daily') },
              { value: 'each', label: say('each') },
              { value: 'none', label: say('nothing') },
            ]}
          />
          <FormActions>
            <Submit tone="quiet">{say('save')}</Submit>
          </FormActions>
        </ActionForm>
      </Section>
    </Page>
  )
}
export default InboxPage

const ReadAll = ({ outcome }: { readonly outcome: ReturnType<typeof useActionData<typeof action>> }) => {
  const say = useSay(text)
  return (
    <ActionForm intent="all" outcome={outcome}>
      <Submit tone="quiet">{say('readAll')}</Submit>
    </ActionForm>
  )
}

/** A line is a button: following it marks it as read, also without JavaScript. */
const Item = ({ item: { id, what, about, isHidden, isService, at, isNew, to } }: { readonly item: Route.ComponentProps['loaderData']['items'][number] }) => {
  const say = useSay(text)
  const lang = useLang()
  const { formKey } = useVisit()
  return (
    <li className={styles.item} data-new={isNew ? '' : undefined}>
      <Form method="post" className={styles.form}>
        <input type="hidden" name="intent" value={`open:${id}`} />
        <input type="hidden" name="idempotencyKey" value={`${formKey}-${id}`} />
        {to === null ? null : <input type="hidden" name="to" value={to} />}
        <button type="submit" className={styles.open}>
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.what}>
            {isNew ? <span className="visually-hidden">{say('isNew')} </span> : null}
            {what}
            {isService ? <Tag>{say('service')}</Tag> : null}
          </span>
          <span className={styles.about}>{isHidden ? say('hidden') : about}</span>
          <time className={styles.at} dateTime={at}>
            {formatInstant(at, lang)}
          </time>
          <IconChevronRight size={18} aria-hidden="true" />
        </button>
      </Form>
      {isService ? (
        <LocalLink to={evidencePage(id)} className={styles.proof}>
          {say('proof')}
        </LocalLink>
      ) : null}
    </li>
  )
}
