/** The page and the scene of a new room. */
import type { NewModule } from './module.ts'

const addresses = ({ name }: NewModule): string => `/** Addresses of \`${name}\`. */
import { place } from '../../i18n/place.ts'

export const ${name}Page = () => place\`/${name}\`
`

const capability = ({ name, Name }: NewModule): string => `/** What \`${name}\` shows. */
import type { Capability } from '../../shell/capability.ts'
import { ${name}Page } from './addresses.ts'

export const ${name}: Capability = {
  name: '${name}',
  routes: { market: { ${name}: '${name}.tsx' } },
  halls: [{ page: ${name}Page(), zh: '${Name}', en: '${Name}' }],
}
`

const words = (): string => `import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '记录',
    lead: '所有人可以查阅，登录后可以添加。',
    what: '内容',
    notedAt: '时间',
    add: '添加记录',
    none: '还没有记录',
    noneAbout: '添加后显示在这里。',
  },
  en: {
    title: 'Notes',
    lead: 'Anybody reads them; whoever is signed in adds one.',
    what: 'Note',
    notedAt: 'Noted',
    add: 'Add a note',
    none: 'No notes yet',
    noneAbout: 'What is added stands here.',
  },
})
`

const page = ({ name, Name }: NewModule): string => `/** What was noted, and the form for one note more. */
import { useActionData } from 'react-router'
import type { Route } from './+types/${name}.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, runCommand } from '../../shell/calls.ts'
import { useVisit } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { text } from './${name}.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).${name}.list({ limit: 20, ...(cursor === null ? {} : { cursor }) }))
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async ({ ${name} }, form, call) => {
    await ${name}.note({ title: form.text('title') }, call)
  })

const ${Name}Page = ({ loaderData: { items, nextCursor, total } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { viewer } = useVisit()
  const outcome = useActionData<typeof action>()
  return (
    <Page>
      <PageHead title={say('title')} subtitle={say('lead')} />
      {viewer === null ? null : (
        <Section title={say('add')} isSheet>
          <ActionForm intent="note" outcome={outcome} label={say('add')}>
            <TextField name="title" label={say('what')} isRequired maxLength={200} />
            <FormActions>
              <Submit>{say('add')}</Submit>
            </FormActions>
          </ActionForm>
        </Section>
      )}
      <DataTable
        caption={say('title')}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', header: say('what'), cell: ({ title }) => title },
          { key: 'notedAt', header: say('notedAt'), cell: ({ notedAt }) => <time dateTime={notedAt}>{formatInstant(notedAt, lang)}</time> },
        ]}
        empty={<EmptyState title={say('none')}>{say('noneAbout')}</EmptyState>}
      />
      <Pager total={total} nextCursor={nextCursor} />
    </Page>
  )
}
export default ${Name}Page
`

/** By path inside \`src/web/pages/<name>\`. */
export const pageFiles = (module: NewModule): Readonly<Record<string, string>> => ({
  'addresses.ts': addresses(module),
  'capability.server.ts': capability(module),
  [`${module.name}.text.ts`]: words(),
  [`${module.name}.tsx`]: page(module),
})

/** Its scene of the demonstration: laid behind the opening, each step once. */
export const sceneFile = ({ name }: NewModule): string => `/** What \`${name}\` shows in the demonstration. */
import type { Scene } from '../scene.ts'

const NOTES: readonly string[] = ['演示记录一', '演示记录二']

export const ${name}Scene: Scene = {
  name: '${name}',
  steps: NOTES.map((title) => async (stage) => {
    await stage.as('clerk').${name}.note({ title })
  }),
}
`
