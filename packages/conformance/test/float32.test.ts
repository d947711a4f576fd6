import { describe, test } from 'vitest'
import { conformance, float32Arithmetic } from '@evenkeel/conformance'
import { naive } from './naive-backend/provider.js'

conformance({ provider: float32Arithmetic(naive), describe, test })
