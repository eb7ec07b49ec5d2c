/** What a side of the draw does: seal a nonce that its browser makes, and unseal it. */
import { useEffect, useState } from 'react'
import { useInLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { CheckField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { text } from './panel.text.ts'

type Outcome = CommandOutcome<unknown> | undefined

const NONCE_BYTES = 24
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

interface Made {
  readonly nonce: string
  readonly commitment: string
}

/** Made once in the browser; null until then, and without scripts. */
const useNonce = (): Made | null => {
  const [made, setMade] = useState<Made | null>(null)
  useEffect(() => {
    const nonce = hexOf(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)))
    void crypto.subtle.digest('SHA-256', new TextEncoder().encode(nonce)).then((digest) => setMade({ nonce, commitment: hexOf(new Uint8Array(digest)) }))
  }, [])
  return made
}

interface Expert {
  readonly personId: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly unit: { readonly zh: string; readonly en: string }
}

export const Sealing = ({
  bar,
  outcome,
}: {
  readonly bar: { readonly most: number; readonly experts: readonly Expert[] } | null
  readonly outcome: Outcome
}) => {
  const say = useSay(text)
  const inLang = useInLang()
  const made = useNonce()
  return (
    <Section title={say('sealTitle')} about={say('sealAbout')} isSheet>
      <ActionForm intent="seal" outcome={outcome}>
        {made ? (
          <p>
            {say('yourNonce')}
            <br />
            <CopyText label={say('copy')}>{made.nonce}</CopyText>
          </p>
        ) : null}
        <TextField
          key={made?.commitment ?? ''}
          name="commitment"
          label={say('commitmentLabel')}
          help={say('commitmentHelp')}
          isRequired
          maxLength={64}
          defaultValue={made?.commitment}
        />
        {bar && bar.most > 0 && bar.experts.length > 0 ? (
          <FieldGroup legend={say('bar', { most: bar.most })} about={say('barAbout')}>
            {bar.experts.map(({ personId, name, unit }) => (
              <CheckField key={personId} name="barred" value={personId} label={`${inLang(name)} · ${inLang(unit)}`} />
            ))}
          </FieldGroup>
        ) : null}
        <FormActions>
          <Submit>{say('seal')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

export const Unsealing = ({ outcome }: { readonly outcome: Outcome }) => {
  const say = useSay(text)
  return (
    <Section title={say('unsealTitle')} about={say('unsealAbout')} isSheet>
      <ActionForm intent="unseal" outcome={outcome}>
        <TextField name="nonce" label={say('nonce')} isRequired maxLength={200} autoComplete="off" />
        <FormActions>
          <Submit>{say('unseal')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}
