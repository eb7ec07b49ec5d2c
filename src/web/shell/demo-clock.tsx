/**
 * Moves the market's demo clock and comes back to the page. Exists only where the demo clock does. Before it goes past an auction that
 * a visitor could take part in, it asks on a page of its own and names what would be over.
 */
import { data, Form, redirect } from 'react-router'
import type { Bilingual } from '#kernel/bilingual.ts'
import { later, parseInstant, toIso, type Instant } from '#kernel/instant.ts'
import type { Route } from './+types/demo-clock.ts'
import type { Api } from '../contract.ts'
import { formatInstant } from '../i18n/dates.ts'
import { langOfParam, localPath, texts, useInLang, useLang, useSay } from '../i18n/lang.ts'
import { Button } from '../ui/button.tsx'
import { Page, PageHead, Stack } from '../ui/layout.tsx'
import { LinkButton, LocalLink } from '../ui/links.tsx'
import { ownAddress, placeOf, type Address } from '../i18n/place.ts'
import { demoClockPage, demoClockJump } from './addresses.ts'
import { frontPage } from '../pages/front/addresses.ts'
import { lotPage } from '../pages/trading/addresses.ts'
import { apiOf } from './calls.ts'
import { appContext } from './context.ts'
import styles from './demo-bar.module.css'
import { FURTHEST_MS } from './moments.ts'
import { plainTitle } from './title.ts'

const text = texts({
  zh: {
    title: '要越过这些竞价吗？',
    about: '市场时间将到 {to}，届时将错过下列竞价；它们现在仍可参加。',
    endsAt: '{at} 结束',
    opensAt: '{at} 开拍',
    more: '另有{count}场。',
    pass: '越过并前往 {to}',
    first: '先到 {at}：{title} {what}',
    opens: '开拍',
    closes: '结束',
    stay: '留在当前时间',
  },
  en: {
    title: 'Go past these auctions?',
    about: 'Market time would be {to}. The auctions below would be missed; anybody could still take part in them now.',
    endsAt: 'ends {at}',
    opensAt: 'opens {at}',
    more: '{count} more.',
    pass: 'Go past them to {to}',
    first: 'First to {at}: {title} {what}',
    opens: 'opens',
    closes: 'ends',
    stay: 'Stay at the present time',
  },
})

/** An auction closes a moment after its end, when bids that were on their way have been looked at: who goes to a moment sees what it brought. */
const BREATH_MS = 3_000
const MOST_ASKED = 100
const MOST_NAMED = 5

const targetOf = (form: { readonly get: (name: string) => unknown }, now: Instant): Instant | null => {
  const by = Number(form.get('by') ?? Number.NaN)
  if (Number.isSafeInteger(by)) return by > 0 && by <= FURTHEST_MS ? later(now, by) : null
  try {
    const at = parseInstant(String(form.get('to')))
    return at - now <= FURTHEST_MS ? at : null
  } catch {
    return null
  }
}

interface Passed {
  readonly lotId: string
  readonly title: Bilingual
  readonly opensAt: string
  /** Not known before the notice has ended. */
  readonly endsAt: string | null
}

/** When it would be missed: at its end, or with its opening where only that is known. */
const missedAt = ({ opensAt, endsAt }: Passed): string => endsAt ?? opensAt

/** Lots announced or open for bids that would be missed before the moment; one that opens or ends at the very moment is what was asked for. */
const passedBefore = async (api: Api, target: Instant): Promise<readonly Passed[]> => {
  const [lots, ...auctions] = await Promise.all([
    api.listing.list({ state: 'notice', limit: MOST_ASKED }),
    api.auction.list({ status: 'upcoming', limit: MOST_ASKED }),
    api.auction.list({ status: 'live', limit: MOST_ASKED }),
  ])
  const announced = lots.items.flatMap(({ id, title, opensAt, auctionId }) =>
    opensAt === null || auctionId !== null ? [] : [{ lotId: id, title, opensAt, endsAt: null }],
  )
  const known = auctions.flatMap(({ items }) => items.map(({ lotId, title, opensAt, endsAt }) => ({ lotId, title, opensAt, endsAt })))
  return [...announced, ...known].filter((lot) => parseInstant(missedAt(lot)) < target).toSorted((one, other) => (missedAt(one) < missedAt(other) ? -1 : 1))
}

const backTo = (sent: unknown, lang: string): Address => ownAddress(sent) ?? localPath(langOfParam(lang), frontPage())

export const action = async ({ request, context, params }: Route.ActionArgs) => {
  const { demo, demoTime, now } = context.get(appContext)
  if (!demo.enabled || !demoTime) throw data(null, 404)
  const form = await request.formData()
  const to = targetOf(form, now)
  if (to === null) throw data(null, 400)
  const back = backTo(form.get('back'), params.lang)
  if (form.get('pass') !== 'yes' && (await passedBefore(apiOf(context), to)).length > 0)
    return redirect(localPath(langOfParam(params.lang), demoClockJump(toIso(to), back)))
  await demoTime.advanceTo(form.has('to') ? later(to, BREATH_MS) : to)
  return redirect(back)
}

export const loader = async ({ request, context, params }: Route.LoaderArgs) => {
  const { demo, now } = context.get(appContext)
  const { searchParams } = new URL(request.url)
  const to = targetOf(searchParams, now)
  const back = backTo(searchParams.get('back'), params.lang)
  if (!demo.enabled || to === null) return redirect(back)
  const passed = await passedBefore(apiOf(context), to)
  const [first] = passed
  if (!first) return redirect(back)
  // The next thing that happens to the first of them.
  const isOpen = parseInstant(first.opensAt) <= now
  const firstAt = isOpen ? missedAt(first) : first.opensAt
  return { to: toIso(to), back, passed: passed.slice(0, MOST_NAMED), more: Math.max(0, passed.length - MOST_NAMED), first, isOpen, firstAt }
}

export const meta: Route.MetaFunction = ({ params }) => plainTitle(params.lang, text[langOfParam(params.lang)].title)

const Jump = ({ to, back, pass, children }: { readonly to: string; readonly back: string; readonly pass?: boolean; readonly children: string }) => (
  <Form method="post" action={localPath(useLang(), demoClockPage())}>
    <input type="hidden" name="to" value={to} />
    <input type="hidden" name="back" value={back} />
    {pass ? <input type="hidden" name="pass" value="yes" /> : null}
    <Button type="submit" tone={pass ? 'main' : 'quiet'}>
      {children}
    </Button>
  </Form>
)

const AskBeforePassing = ({ loaderData }: Route.ComponentProps) => {
  const { to, back, passed, more, first, isOpen, firstAt: at } = loaderData
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('about', { to: formatInstant(to, lang) })} />
      <Stack gap={16}>
        <ul className={styles.passed}>
          {passed.map((lot) => (
            <li key={lot.lotId}>
              <LocalLink to={lotPage(lot.lotId)}>{both(lot.title)}</LocalLink> ·{' '}
              {say(lot.endsAt === null ? 'opensAt' : 'endsAt', { at: formatInstant(missedAt(lot), lang) })}
            </li>
          ))}
          {more > 0 ? <li>{say('more', { count: more })}</li> : null}
        </ul>
        <Stack gap={8}>
          <Jump to={to} back={back} pass>
            {say('pass', { to: formatInstant(to, lang) })}
          </Jump>
          <Jump to={at} back={localPath(lang, lotPage(first.lotId))}>
            {say('first', { at: formatInstant(at, lang), title: both(first.title), what: say(isOpen ? 'closes' : 'opens') })}
          </Jump>
          <LinkButton to={placeOf(back)} variant="default">
            {say('stay')}
          </LinkButton>
        </Stack>
      </Stack>
    </Page>
  )
}
export default AskBeforePassing
