/** What a test file opened ends with it, whether it was opened at its top, in a hook or in a test. */
type End = () => unknown

const ends: End[] = []

export const atFileEnd = (end: End): void => void ends.push(end)

/** The last that was opened ends first. */
export const endAll = async (): Promise<void> => {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end()
}
