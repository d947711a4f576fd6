// Random words that depend on their place alone, so that any thread can make any of them.
#pragma once
#include "../call.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Names a sequence of random numbers. */
struct RandomSequence {
  unsigned seed, stream, offset;
};

inline RandomSequence randomSequence(Arguments& in) {
  RandomSequence sequence;
  sequence.seed = static_cast<unsigned>(in.number());
  sequence.stream = static_cast<unsigned>(in.number());
  sequence.offset = static_cast<unsigned>(in.number());
  return sequence;
}

/** Words that are made together: enough blocks of four for every vector. */
constexpr long WORDS_AT_ONCE = 256;

/**
 * words[i] is word i mod 4 of the Philox-4x32-10 block (Salmon, Moraes, Dror and Shaw 2011) with counter
 * (first + ⌊i / 4⌋, offset, stream, 0) and key (seed, 0).
 */
inline void philoxWords(const RandomSequence& sequence, unsigned first, unsigned (&words)[WORDS_AT_ONCE]) {
  constexpr int BLOCKS = WORDS_AT_ONCE / 4, ROUNDS = 10;
  constexpr unsigned long long MULTIPLIER_0 = 0xd2511f53, MULTIPLIER_1 = 0xcd9e8d57;
  constexpr unsigned KEY_STEP_0 = 0x9e3779b9, KEY_STEP_1 = 0xbb67ae85;
  unsigned c0[BLOCKS], c1[BLOCKS], c2[BLOCKS], c3[BLOCKS];
  for (int block = 0; block < BLOCKS; block++) {
    c0[block] = first + static_cast<unsigned>(block);
    c1[block] = sequence.offset;
    c2[block] = sequence.stream;
    c3[block] = 0;
  }
  unsigned k0 = sequence.seed, k1 = 0;
  for (int round = 0; round < ROUNDS; round++) {
    for (int block = 0; block < BLOCKS; block++) {
      const unsigned long long product0 = MULTIPLIER_0 * c0[block], product1 = MULTIPLIER_1 * c2[block];
      c0[block] = static_cast<unsigned>(product1 >> 32) ^ c1[block] ^ k0;
      c1[block] = static_cast<unsigned>(product1);
      c2[block] = static_cast<unsigned>(product0 >> 32) ^ c3[block] ^ k1;
      c3[block] = static_cast<unsigned>(product0);
    }
    k0 += KEY_STEP_0;
    k1 += KEY_STEP_1;
  }
  for (int block = 0; block < BLOCKS; block++) {
    words[4 * block] = c0[block];
    words[4 * block + 1] = c1[block];
    words[4 * block + 2] = c2[block];
    words[4 * block + 3] = c3[block];
  }
}

/** Calls use(words, i, count) for the words of elements i..i+count-1 of begin..end-1; `begin` is a multiple of 4. */
template <typename Use>
inline void forEachRandomWords(const RandomSequence& sequence, long begin, long end, const Use& use) {
  unsigned words[WORDS_AT_ONCE];
  for (long i = begin; i < end; i += WORDS_AT_ONCE) {
    philoxWords(sequence, static_cast<unsigned>(i / 4), words);
    use(words, i, end - i < WORDS_AT_ONCE ? end - i : WORDS_AT_ONCE);
  }
}

/** The upper 24 bits of words: uniform numbers in [0, 1) in units of 2^-24. */
EVENKEEL_INLINE Ints unitsOf(const unsigned* words) {
  typedef unsigned LooseWords __attribute__((vector_size(EVENKEEL_VECTOR_BYTES), aligned(4), may_alias));
  return reinterpret_cast<Ints>(*reinterpret_cast<const LooseWords*>(words) >> 8);
}

constexpr double UNIT = 1.0 / (1 << 24);

}  // namespace evenkeel::EVENKEEL_ISA
