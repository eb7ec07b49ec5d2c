/** Number, amount, big keys. A plain form before any script; with it, entries go into the queue. */
import { Fragment, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react'
import { readDecimal } from '#kernel/decimal.ts'
import { formatWan, yuanFigures } from '#kernel/money.ts'
import { inWords } from '#modules/auction/core/wording.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Button } from '../../ui/button.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { Labelled } from '../../ui/input.tsx'
import { Section } from '../../ui/layout.tsx'
import { Price } from '../../ui/price.tsx'
import { leastNext, stepFrom } from './floor-amount.ts'
import styles from './floor.module.css'
import { text } from './floor.text.ts'
import type { Auction } from './lot-loaded.ts'
import type { Entered, FloorQueueUse } from './use-floor-queue.ts'

const ROWS = [
  ['7', '8', '9'],
  ['4', '5', '6'],
  ['1', '2', '3', '0000'],
  ['0', '00', '000', '.'],
] as const
/** At the end of the first two rows. */
const ERASERS = ['back', 'clear'] as const
const NUMBER = /^\d{3,4}$/
const FEN_DIGITS = 2

const minorOf = (typed: string): bigint | null => {
  const read = readDecimal(typed, FEN_DIGITS, true)
  return read.ok && read.value > 0n ? read.value : null
}

interface DeskProps {
  readonly auction: Auction
  readonly numbers: readonly { readonly number: number }[]
  readonly queue: FloorQueueUse
  readonly outcome: CommandOutcome<unknown> | undefined
}

/** The two fields. An amount that was not touched follows the least that can count. */
const useEntry = ({ auction, queue }: Pick<DeskProps, 'auction' | 'queue'>) => {
  const [number, setNumber] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const least = leastNext(auction, queue.entries)
  const amount = typed ?? yuanFigures(least)
  const step = (way: 'up' | 'down') => setTyped(yuanFigures(stepFrom(auction, minorOf(amount) ?? 0n, way, least)))
  const clear = () => {
    setNumber('')
    setTyped(null)
  }
  return { number, setNumber, amount, minor: minorOf(amount), setAmount: setTyped, toLeast: () => setTyped(null), least, step, clear }
}

export const FloorDesk = ({ auction, numbers, queue, outcome }: DeskProps) => {
  const say = useSay(text)
  const lang = useLang()
  const entry = useEntry({ auction, queue })
  const sheet = useRef<HTMLDialogElement>(null)
  const numberField = useRef<HTMLInputElement>(null)
  const amountField = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState<Entered | null>(null)
  const [problem, setProblem] = useState<'badNumber' | null>(null)
  /** Which of the two the keys write to. */
  const [isAtAmount, setAtAmount] = useState(false)

  /** The fields are free at once: the next paddle goes up while this one is still being written down. */
  const done = (entered: Entered) => {
    entry.clear()
    setAsked(null)
    sheet.current?.close()
    numberField.current?.focus()
    void queue.enter(entered)
  }
  const submit = (event: SubmitEvent<HTMLDivElement>) => {
    // Where the browser keeps nothing the form goes to the server by itself.
    if (queue.store !== 'open') return
    event.preventDefault()
    if (!NUMBER.test(entry.number)) {
      setProblem('badNumber')
      numberField.current?.focus()
      return
    }
    setProblem(null)
    if (entry.minor === null) return
    const entered = { number: Number(entry.number), priceMinor: String(entry.minor), isConfirmed: false }
    const { confirmAboveMinor } = auction
    if (confirmAboveMinor !== null && entry.minor > BigInt(confirmAboveMinor)) {
      setAsked({ ...entered, isConfirmed: true })
      sheet.current?.showModal()
    } else done(entered)
  }
  const fromNumber = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || queue.store !== 'open') return
    event.preventDefault()
    amountField.current?.select()
    amountField.current?.focus()
  }
  const fromAmount = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    entry.step(event.key === 'ArrowUp' ? 'up' : 'down')
  }
  const press = (key: string) => {
    if (!isAtAmount) entry.setNumber((entry.number + key).replaceAll(/\D/g, '').slice(0, 4))
    else entry.setAmount(`${entry.amount}${key}`)
  }
  const erase = (all: boolean) => {
    if (isAtAmount) entry.setAmount(all ? '' : entry.amount.slice(0, -1))
    else entry.setNumber(all ? '' : entry.number.slice(0, -1))
  }
  const isListed = entry.number === '' || numbers.some(({ number }) => String(number) === entry.number)
  return (
    <Section title={say('entry')} isSheet>
      <div className={styles.desk} data-store={queue.store} onSubmitCapture={submit}>
        <ActionForm intent="bid" outcome={outcome} label={say('entry')}>
          <Paddles
            numbers={numbers.map(({ number }) => number)}
            chosen={entry.number}
            onChoose={(number) => {
              entry.setNumber(String(number))
              amountField.current?.focus()
            }}
          />
          <div className={styles.fields}>
            <Labelled id="floor-number" label={say('paddle')} isRequired error={problem === null ? undefined : say(problem)}>
              <input
                ref={numberField}
                id="floor-number"
                name="number"
                className={styles.big}
                inputMode="numeric"
                autoComplete="off"
                maxLength={4}
                required
                value={entry.number}
                onChange={(event) => entry.setNumber(event.target.value.replaceAll(/\D/g, ''))}
                onFocus={() => setAtAmount(false)}
                onKeyDown={fromNumber}
              />
            </Labelled>
            <Labelled id="floor-amount" label={say('amount')} isRequired>
              <input
                ref={amountField}
                id="floor-amount"
                name="priceMinor"
                className={styles.big}
                inputMode="decimal"
                autoComplete="off"
                maxLength={24}
                required
                value={entry.amount}
                onChange={(event) => entry.setAmount(event.target.value)}
                onFocus={() => setAtAmount(true)}
                onKeyDown={fromAmount}
              />
            </Labelled>
          </div>
          <p className={styles.small} role="status">
            {isListed ? (entry.minor === null ? null : say('wanUnit', { price: formatWan(entry.minor, lang) })) : say('unlisted')}
          </p>
          <Steps entry={entry} />
          <Pad onPress={press} onErase={erase} />
          <Submit tone="final">{say('send')}</Submit>
          <p className={styles.small}>{say('keyboard')}</p>
        </ActionForm>
      </div>
      <dialog ref={sheet} className={styles.sheet} aria-labelledby="floor-confirm" onClose={() => setAsked(null)}>
        {asked === null ? null : <Confirm asked={asked} onConfirm={() => done(asked)} onCancel={() => sheet.current?.close()} />}
      </dialog>
    </Section>
  )
}

const Steps = ({ entry }: { readonly entry: ReturnType<typeof useEntry> }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <div className={styles.steps}>
      <Button tone="quiet" onClick={() => entry.step('down')}>
        − {say('down')}
      </Button>
      <Button tone="quiet" onClick={entry.toLeast}>
        {say('least', { price: formatWan(entry.least, lang) })}
      </Button>
      <Button tone="quiet" onClick={() => entry.step('up')}>
        + {say('up')}
      </Button>
    </div>
  )
}

interface PaddlesProps {
  readonly numbers: readonly number[]
  readonly chosen: string
  readonly onChoose: (number: number) => void
}

const Paddles = ({ numbers, chosen, onChoose }: PaddlesProps) => {
  const say = useSay(text)
  if (numbers.length === 0) return <p className={styles.small}>{say('noPaddles')}</p>
  return (
    <div className={styles.paddles} role="group" aria-label={say('paddles')}>
      {numbers.map((number) => (
        <button key={number} type="button" aria-pressed={chosen === String(number)} onClick={() => onChoose(number)}>
          {number}
        </button>
      ))}
    </div>
  )
}

/** For a screen without a keyboard; with one nobody has to tab through it. */
const Pad = ({ onPress, onErase }: { readonly onPress: (key: string) => void; readonly onErase: (all: boolean) => void }) => {
  const say = useSay(text)
  // A key must not take the field's focus away, or it would not know where to write.
  const keepFocus = (event: { readonly preventDefault: () => void }) => event.preventDefault()
  return (
    <div className={styles.pad} role="group" aria-label={say('keys')}>
      {ROWS.map((keys, row) => (
        <Fragment key={keys[0]}>
          {keys.map((key) => (
            <button key={key} type="button" tabIndex={-1} onPointerDown={keepFocus} onClick={() => onPress(key)}>
              {key}
            </button>
          ))}
          {ERASERS.slice(row, row + 1).map((eraser) => (
            <button key={eraser} type="button" tabIndex={-1} onPointerDown={keepFocus} onClick={() => onErase(eraser === 'clear')}>
              {say(eraser)}
            </button>
          ))}
        </Fragment>
      ))}
    </div>
  )
}

interface ConfirmProps {
  readonly asked: Entered
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

const Confirm = ({ asked, onConfirm, onCancel }: ConfirmProps) => {
  const say = useSay(text)
  return (
    <div className={styles.sheetBody}>
      <h2 id="floor-confirm">{say('confirmTitle')}</h2>
      <FactsTable
        rows={[
          { label: say('paddle'), value: <strong>{asked.number}</strong> },
          { label: say('amount'), value: <Price minor={asked.priceMinor} size="l" isExact withCapital /> },
          { label: say('inWords'), value: inWords(BigInt(asked.priceMinor)) },
        ]}
      />
      <div className={styles.steps}>
        <Button tone="final" onClick={onConfirm} data-autofocus>
          {say('confirm')}
        </Button>
        <Button tone="quiet" onClick={onCancel}>
          {say('cancel')}
        </Button>
      </div>
    </div>
  )
}
