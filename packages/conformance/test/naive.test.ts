import { describe, test } from 'vitest'
import { conformance } from '@evenkeel/conformance'
import { naive } from './naive-backend/provider.js'

conformance({ provider: naive, describe, test })
