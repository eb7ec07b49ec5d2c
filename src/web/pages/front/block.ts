/** A part of the front page, declared by the capability that knows what it shows. */
import type { ComponentType } from 'react'
import type { Api } from '../../contract.ts'
import type { Declared } from '../../shell/moments.ts'

interface Block<Data> {
  readonly name: string
  /** Absent: the page's loader puts it there itself. */
  readonly load?: (api: Api) => Promise<Data>
  readonly Shown: ComponentType<{ readonly data: Data }>
  /** For the demonstration's clock. */
  readonly moments?: (data: Data) => readonly Declared[]
}

/** What it loads is its own affair; the page hands it back to the same block. */
export type FrontBlock = Block<unknown>

export const frontBlock = <Data>(block: Block<Data>): FrontBlock => block as FrontBlock
