/** An act that does nothing, in the browser: after it every part of the page is read again. See `use-read-again`. */
export const clientAction = () => null
