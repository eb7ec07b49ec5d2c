/** The scenes of the demonstration, in the order in which they are played. */
import type { Scene } from './scene.ts'
import { agreedScene } from './scenes/agreed.ts'
import { calendarScene } from './scenes/calendar.ts'
import { catalogueScene } from './scenes/catalogue.ts'
import { complaintScene } from './scenes/complaint.ts'
import { dealScene } from './scenes/deal.ts'
import { demandScene } from './scenes/demand.ts'
import { deskScene } from './scenes/desk.ts'

const MAIN: readonly Scene[] = [dealScene, calendarScene, deskScene]

export const SCENES: readonly Scene[] = [
  ...MAIN,
  demandScene,
  complaintScene,
  agreedScene,
  // The longest last.
  catalogueScene([...MAIN, agreedScene]),
]
