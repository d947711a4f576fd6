/** Nothing is fetched from the network. */
export declare const CHROMIUM_FLAGS: readonly string[]

/** WebGL by the processor where there is no GPU. */
export declare const SOFTWARE_WEBGL: string

/**
 * The file that the environment variable `EVENKEEL_CHROMIUM` names, else an installed Chromium or Chrome; undefined
 * leaves the choice to Playwright, which names the command that installs one.
 */
export declare function findChromium(): string | undefined
