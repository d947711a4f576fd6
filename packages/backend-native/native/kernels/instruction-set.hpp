// The instruction set that this source is compiled for, as the name of a namespace, and the width of its vectors.
#pragma once

#if defined(__AVX512F__)
#define EVENKEEL_VECTOR_BYTES 64
#define EVENKEEL_ISA avx512
#elif defined(__AVX2__)
#define EVENKEEL_VECTOR_BYTES 32
#define EVENKEEL_ISA avx2
#else
#define EVENKEEL_VECTOR_BYTES 16
#define EVENKEEL_ISA baseline
#endif
