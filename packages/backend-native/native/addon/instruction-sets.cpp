#include "instruction-sets.hpp"

namespace evenkeel {

std::vector<InstructionSet> usableInstructionSets() {
  std::vector<InstructionSet> sets;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw")) {
    sets.push_back({"avx512", &avx512::SET});
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back({"avx2", &avx2::SET});
  sets.push_back({"sse2", &baseline::SET});
#elif defined(__aarch64__)
  sets.push_back({"neon", &baseline::SET});
#else
  sets.push_back({"baseline", &baseline::SET});
#endif
  return sets;
}

}  // namespace evenkeel
