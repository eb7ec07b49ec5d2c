/** To be reminded of a lot or a session, or no more. */
import { useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/outcome.ts'
import { useVisit } from '../../shell/market.ts'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { LinkButton } from '../../ui/links.tsx'
import type { Place } from '../../i18n/place.ts'
import { text } from './sessions.text.ts'

interface WatchProps {
  readonly isWatched: boolean
  readonly canWatch: boolean
  readonly outcome: CommandOutcome<unknown> | undefined
  /** Where a visitor logs in and comes back from. */
  readonly logIn: Place
}

export const WatchForm = ({ isWatched, canWatch, outcome, logIn }: WatchProps) => {
  const say = useSay(text)
  const { viewer } = useVisit()
  if (!canWatch && !isWatched) return null
  if (viewer === null)
    return (
      <LinkButton to={logIn} variant="default">
        {say('logIn')}
      </LinkButton>
    )
  const intent = isWatched ? 'unwatch' : 'watch'
  return (
    <ActionForm intent={intent} outcome={outcome} label={say(intent)}>
      <Submit tone={isWatched ? 'quiet' : 'main'}>{say(intent)}</Submit>
    </ActionForm>
  )
}
