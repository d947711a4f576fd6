import { conformance } from '@evenkeel/conformance'
import { describe, test } from 'vitest'
import { nativeWith, SETUPS } from './every-setup.js'

for (const [name, options] of SETUPS) {
  describe(name, () => conformance({ provider: nativeWith(options), describe, test }))
}
