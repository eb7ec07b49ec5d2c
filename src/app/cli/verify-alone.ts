/**
 * The verifier as one file that needs nothing but Node: for those who hold a proof and have no market installed. The market hands it out
 * beside its proofs; who does not trust that copy makes the same bytes from the sources.
 */
import { runCommand } from './run.ts'
import { verifyCommand } from './verify.ts'

process.exitCode = await runCommand(verifyCommand, process.argv.slice(2), process.env)
