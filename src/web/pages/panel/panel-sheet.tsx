/** An expert's sheet: the proposals by number, in an order of the expert's own, each with its marks. */
import type { CommandOutcome } from '../../shell/calls.ts'
import { useInLang, useSay } from '../../i18n/lang.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { NumberField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import styles from './panel.module.css'
import { text } from './panel.text.ts'

interface SheetProps {
  readonly items: readonly { readonly key: string; readonly text: string; readonly marks: Readonly<Record<string, number>>; readonly opinion: string }[]
  readonly criteria: readonly { readonly key: string; readonly title: { readonly zh: string; readonly en: string } }[]
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Scoring = ({ items, criteria, outcome }: SheetProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  return (
    <Section title={say('scoreTitle')} about={say('scoreAbout')} isSheet>
      <Stack gap={24}>
        <ActionForm intent="save" outcome={outcome}>
          {items.map((item) => (
            <FieldGroup key={item.key} legend={say('itemName', { key: item.key })}>
              <p className={styles.proposal}>{item.text}</p>
              {criteria.map(({ key, title }) => (
                <NumberField key={key} name={`mark.${item.key}.${key}`} label={inLang(title)} help={say('points')} defaultValue={item.marks[key]} />
              ))}
              <TextAreaField name={`opinion.${item.key}`} label={say('opinion')} rows={2} maxLength={2000} defaultValue={item.opinion} />
            </FieldGroup>
          ))}
          <FormActions>
            <Submit>{say('save')}</Submit>
          </FormActions>
        </ActionForm>
        <ConfirmAct
          intent="lock"
          outcome={outcome}
          label={say('lock')}
          about={say('lockAbout')}
          consequences={[]}
          confirmLabel={say('lockConfirm')}
          tone="final"
        />
      </Stack>
    </Section>
  )
}
