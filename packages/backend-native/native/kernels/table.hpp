// The kernels compiled for each instruction set.
#pragma once
#include "call.hpp"

namespace evenkeel {

constexpr const char* KERNEL_NAMES[] = {
#define EVENKEEL_KERNEL(name) #name,
#include "kernels.def"
#undef EVENKEEL_KERNEL
};
constexpr long KERNELS = sizeof(KERNEL_NAMES) / sizeof(KERNEL_NAMES[0]);

/** What is compiled for one instruction set. */
struct KernelSet {
  Kernel kernels[KERNELS];
  /** Multiplies and adds in registers alone, `rounds` times `operationsPerRound`: the most that a thread can do. */
  float (*multiplyAndAdd)(long rounds);
  long operationsPerRound;
};

namespace baseline {
extern const KernelSet SET;
}
#if defined(__x86_64__)
namespace avx2 {
extern const KernelSet SET;
}
namespace avx512 {
extern const KernelSet SET;
}
#endif

}  // namespace evenkeel
