/** An approver reads the books only for the market itself: one of a seller, or of a partner market, would learn who bids. */
import { holdsRole } from '#kernel/actor.ts'
import { refuse, type Result } from '#kernel/result.ts'
import { marketOrganisationId } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import { mayReadBooks } from './core/permit.ts'

export const readsBooks = async ({ reader, actor }: Pick<View, 'reader' | 'actor'>): Promise<boolean> => mayReadBooks(actor, await marketOrganisationId(reader))

type Query = (view: View, input: never) => Promise<Result<unknown>>

type Gate = (view: View) => Promise<boolean>

const behind =
  (gate: Gate) =>
  <Set extends Readonly<Record<keyof Set, Query>>>(queries: Set): Set =>
    Object.fromEntries(
      Object.entries<Query>(queries).map(([name, query]): [string, Query] => [
        name,
        async (view, input) => (view.actor.kind === 'system' || (await gate(view)) ? query(view, input) : refuse('request.forbidden')),
      ]),
    ) as unknown as Set

/** The same queries, for readers of the books only. */
export const forBookReaders = behind(readsBooks)

/** Figures without names are the regulator's to read as well. */
export const forFigureReaders = behind(async (view) => holdsRole(view.actor, 'regulator') || (await readsBooks(view)))
