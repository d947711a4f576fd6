interface EngineTraces {
  readonly process?: { readonly versions?: { readonly v8?: string } }
  readonly navigator?: { readonly userAgent?: string }
}

/** One line about the JavaScript engine, in Node and in browsers, where only the user agent tells. */
export function describeEngine(): string {
  const { process, navigator } = globalThis as EngineTraces
  const v8 = process?.versions?.v8
  if (v8 !== undefined) return `JavaScript (V8 ${v8})`
  const agent = navigator?.userAgent ?? ''
  if (/Firefox\//.test(agent)) return 'JavaScript (SpiderMonkey)'
  if (/Chrome\//.test(agent)) return 'JavaScript (V8)'
  return /AppleWebKit\//.test(agent) ? 'JavaScript (JavaScriptCore)' : 'JavaScript'
}
