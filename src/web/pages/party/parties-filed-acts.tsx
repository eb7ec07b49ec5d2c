/** What the market checks of a paper that was filed (an authority to sign, a licence): the acts, each with what it means spelled out. */
import type { CommandOutcome } from '../../shell/calls.ts'
import { actItems, ActRows, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { TextAreaField } from '../../ui/fields.tsx'

type FiledAct = 'confirm' | 'refuse' | 'revoke'

interface FiledActsProps {
  /** Begins the intents of the page's action. */
  readonly kind: 'authority' | 'credential'
  readonly record: { readonly id: string; readonly state: string; readonly acts: readonly WordedAct<FiledAct>[] }
  readonly ownId: string
  readonly outcome: CommandOutcome<unknown> | undefined
  readonly consequences: readonly { readonly label: string; readonly value: string }[]
  readonly say: (key: FiledAct | `${FiledAct}About` | `${FiledAct}Button` | 'reason') => string
}

export const FiledActs = ({ kind, record: { id, state, acts }, ownId, outcome, consequences, say }: FiledActsProps) => (
  <ActRows
    acts={actItems(acts, {
      label: (act) => say(act),
      control: (act) => (
        <ConfirmAct
          intent={`${kind}:${act}:${id}`}
          tone={act === 'confirm' ? 'main' : 'quiet'}
          outcome={outcome}
          label={say(act)}
          about={say(`${act}About`)}
          consequences={consequences}
          confirmLabel={say(`${act}Button`)}
          hidden={{ organisationId: ownId }}
        >
          {act === 'confirm' ? null : <TextAreaField name="reason" label={say('reason')} isRequired maxLength={1000} />}
        </ConfirmAct>
      ),
      // Only an authority may be taken back before it was checked.
    }).filter(({ key }) => (key === 'revoke' ? state === 'confirmed' || (state === 'filed' && kind === 'authority') : state === 'filed'))}
  />
)
