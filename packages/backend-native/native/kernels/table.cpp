#include "table.hpp"
#include "peak.hpp"

namespace evenkeel::EVENKEEL_ISA {

#define EVENKEEL_KERNEL(name) Status name(const Call& call);
#include "kernels.def"
#undef EVENKEEL_KERNEL

extern const KernelSet SET = {
    {
#define EVENKEEL_KERNEL(name) name,
#include "kernels.def"
#undef EVENKEEL_KERNEL
    },
    multiplyAndAdd,
    OPERATIONS_PER_ROUND,
};

}  // namespace evenkeel::EVENKEEL_ISA
