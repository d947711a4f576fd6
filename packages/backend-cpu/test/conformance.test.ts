import { conformance } from '@evenkeel/conformance'
import { describe, test } from 'vitest'
import { cpu } from '../src/index.js'

conformance({ provider: cpu, describe, test })
