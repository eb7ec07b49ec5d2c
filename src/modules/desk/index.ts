/** What waits for whom, over all rooms. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { deskContract } from './api.ts'
import { en, zh } from './messages.ts'
import { queriesOver } from './queries.ts'

/** `modules`: all that are asked. */
export const deskModule = (modules: readonly Module[]): Module =>
  declareModule({
    name: 'desk',
    contract: deskContract,
    queries: queriesOver(modules),
    messages: { zh, en },
  })
