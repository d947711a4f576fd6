/** Where the page posts its outputs, each under its name: they are too long for the debugger's line. */
export const OUTPUTS_PATH = '/outputs/'
