/** Who completed it, in which share and part. Works without JavaScript with four rows. */
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { readDecimal } from '#kernel/decimal.ts'
import { useSay } from '../../i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import type { Option } from '../../ui/fields.tsx'
import { useField, useFormState } from '../../ui/form.tsx'
import { SelectBox, TextBox } from '../../ui/input.tsx'
import { MAX_ROWS, typedText, type Typed } from './disclosure-input.ts'
import styles from './disclosure.module.css'
import { text } from './disclosure.text.ts'

const FIRST_ROWS = 4
const FULL = 10_000
const ROLES = ['lead', 'main', 'member'] as const

/** Nothing is counted that the form will refuse. */
const hundredths = (typed: string): number => {
  const read = readDecimal(typed, 2)
  return read.ok ? Number(read.value) : 0
}

interface ShareLine {
  readonly id: number
  readonly person: string
  readonly share: string
  readonly role: string
}

const linesFrom = (typed: Typed): ShareLine[] => {
  const lines: ShareLine[] = []
  for (let id = 0; id < MAX_ROWS; id += 1) {
    const person = typedText(typed, `completers.${id}.personId`)
    const share = typedText(typed, `completers.${id}.shareBasisPoints`)
    if (person !== '' || share !== '') lines.push({ id: lines.length, person, share, role: typedText(typed, `completers.${id}.role`) || 'member' })
  }
  return lines
}

const emptyLine = (id: number): ShareLine => ({ id, person: '', share: '', role: id === 0 ? 'lead' : 'member' })

export const CompletersEditor = ({ people, typed }: { readonly people: readonly Option[]; readonly typed: Typed }) => {
  const say = useSay(text)
  const { values } = useFormState()
  const list = useField('completers')
  const [lines, setLines] = useState(() => {
    const sent = linesFrom(values)
    const kept = sent.length > 0 ? sent : linesFrom(typed)
    return kept.length > 0 ? kept : Array.from({ length: FIRST_ROWS }, (_, id) => emptyLine(id))
  })
  const sum = lines.reduce((total, { share }) => total + hundredths(share), 0)
  const setShare = (id: number, share: string) => setLines((before) => before.map((line) => (line.id === id ? { ...line, share } : line)))
  return (
    <fieldset className={styles.completers} id={list.id} tabIndex={-1}>
      <legend>{say('completers')}</legend>
      <p className={styles.about}>{say('completersHelp')}</p>
      {list.error ? <p className={styles.error}>{list.error}</p> : null}
      {lines.map((line, index) => (
        <CompleterLine
          key={line.id}
          line={line}
          index={index}
          people={people}
          onShare={(share) => setShare(line.id, share)}
          onRemove={lines.length > 1 ? () => setLines((before) => before.filter(({ id }) => id !== line.id)) : undefined}
        />
      ))}
      <div className={styles.sumRow}>
        <Button
          tone="quiet"
          icon={<IconPlus size={16} aria-hidden="true" />}
          disabled={lines.length >= MAX_ROWS}
          onClick={() => setLines((before) => [...before, emptyLine(Math.max(-1, ...before.map(({ id }) => id)) + 1)])}
        >
          {say('add')}
        </Button>
        <output className={styles.sum} data-wrong={sum === FULL ? undefined : ''}>
          {say('sum', { sum: sum / 100 })}
          {sum === FULL ? '' : ` · ${say('wrong')}`}
        </output>
      </div>
    </fieldset>
  )
}

interface CompleterLineProps {
  readonly line: ShareLine
  readonly index: number
  readonly people: readonly Option[]
  readonly onShare: (share: string) => void
  readonly onRemove: (() => void) | undefined
}

const CompleterLine = ({ line, index, people, onShare, onRemove }: CompleterLineProps) => {
  const say = useSay(text)
  const person = useField(`completers.${index}.personId`)
  const share = useField(`completers.${index}.shareBasisPoints`)
  const role = useField(`completers.${index}.role`)
  return (
    <div className={styles.completer}>
      <SelectBox
        id={person.id}
        name={`completers.${index}.personId`}
        label={say('completer')}
        error={person.error}
        defaultValue={line.person}
        options={[{ value: '', label: '—' }, ...people.map(({ value, label }) => ({ value, label }))]}
      />
      <TextBox
        id={share.id}
        name={`completers.${index}.shareBasisPoints`}
        label={say('share')}
        error={share.error}
        inputMode="decimal"
        defaultValue={line.share}
        unit="%"
        onChange={(event) => onShare(event.currentTarget.value)}
      />
      <SelectBox
        id={role.id}
        name={`completers.${index}.role`}
        label={say('role')}
        defaultValue={line.role}
        options={ROLES.map((value) => ({ value, label: say(value) }))}
      />
      <Button tone="quiet" aria-label={say('remove', { row: index + 1 })} onClick={onRemove} disabled={onRemove === undefined}>
        <IconTrash size={18} aria-hidden="true" />
      </Button>
    </div>
  )
}
