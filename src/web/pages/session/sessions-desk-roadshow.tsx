/** A clerk plans the roadshow of an announced session. */
import type { Route } from './+types/sessions-desk-roadshow.ts'
import { isAllowed } from '#kernel/acts.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Draft } from '../../ui/draft.tsx'
import { CheckField, DateTimeField, NumberField } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { sessionDesk, sessionsDesk } from './addresses.ts'
import { text } from './roadshow.text.ts'
import { Languages } from './slot-acts.tsx'
import { SlotList } from './slot-list.tsx'
import { text as words } from './sessions-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'desk')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  const api = apiOf(context)
  const [{ number, title, acts, entries }, { items }] = await Promise.all([orNotFound(api.session.get({ id })), orNotFound(api.session.slots.list({ id }))])
  const lots = entries.flatMap(({ standing, lotId, lotNumber, title: name, seller }) =>
    standing === 'admitted' ? [{ lotId, lotNumber, title: name, seller }] : [],
  )
  return { session: { id, number, title, acts }, lots, slots: items }
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) =>
    api.session.planSlot(
      {
        id,
        startsAt: form.instant('startsAt'),
        minutes: form.int('minutes'),
        lotIds: form.all('lotIds'),
        languages: form.all('languages') as ('zh' | 'en')[],
      },
      call,
    ),
  )

const RoadshowDesk = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { session, slots } = loaderData
  const say = useSay(text)
  const word = useSay(words)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="wide">
      <PageHead
        title={say('desk')}
        number={session.number}
        trail={[
          { label: word('title'), to: localPath(lang, sessionsDesk()) },
          { label: both(session.title), to: localPath(lang, sessionDesk(session.id)) },
        ]}
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <Stack gap={32}>
        {slots.length === 0 ? <EmptyState title={say('none')}>{say('noneAbout')}</EmptyState> : <SlotList slots={slots} />}
        {isAllowed(session.acts, 'planSlot') ? <PlanForm data={loaderData} outcome={actionData} /> : null}
      </Stack>
    </Page>
  )
}
export default RoadshowDesk

const USUAL_MINUTES = '20'

const PlanForm = ({
  data: { session, lots },
  outcome,
}: {
  readonly data: Route.ComponentProps['loaderData']
  readonly outcome: Route.ComponentProps['actionData']
}) => {
  const say = useSay(text)
  const both = useInLang()
  return (
    <Section title={say('plan')} about={say('planAbout')} isSheet id="plan">
      <ActionForm intent="plan" outcome={outcome} label={say('plan')}>
        <Draft form={`slot:${session.id}`}>
          <DateTimeField name="startsAt" label={say('startsAt')} isRequired />
          <NumberField name="minutes" label={say('minutes')} unit={say('minutesUnit')} isRequired defaultValue={USUAL_MINUTES} />
          <FieldGroup legend={say('lots')}>
            {lots.map(({ lotId, lotNumber, title, seller }) => (
              <CheckField key={lotId} name="lotIds" value={lotId} label={`${lotNumber} ${both(title)} · ${both(seller.name)}`} />
            ))}
          </FieldGroup>
          <Languages chosen={['zh']} />
        </Draft>
        <FormActions>
          <Submit>{say('planDo')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}
