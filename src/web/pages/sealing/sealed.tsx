/** Boxes of sealed envelopes, and the keys of those who open them: for everybody. */
import type { Route } from './+types/sealed.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { Pager } from '../../ui/pager.tsx'
import { sealedBox } from './addresses.ts'
import { BoxTable, KeyTable } from './sealed-tables.tsx'
import { text } from './sealed.text.ts'

const PAGE = 20

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const { sealing } = apiOf(context)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const [boxes, { items: keys }] = await Promise.all([
    orNotFound(sealing.list({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) })),
    sealing.keys.list({}),
  ])
  return { boxes, keys }
}

const Sealed = ({ loaderData: { boxes, keys } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page>
      <PageHead title={say('title')} subtitle={say('lead')} />
      <Stack gap={24}>
        <Section title={say('boxes')}>
          <BoxTable boxes={boxes.items} nextCursor={boxes.nextCursor} href={({ id }) => localPath(lang, sealedBox(id))} />
          <Pager nextCursor={boxes.nextCursor} />
        </Section>
        <Section title={say('keys')}>
          <KeyTable keys={keys} />
        </Section>
      </Stack>
    </Page>
  )
}
export default Sealed
