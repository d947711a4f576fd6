// Which compiled kernels this processor can run.
#pragma once
#include <string>
#include <vector>
#include "../kernels/table.hpp"

namespace evenkeel {

struct InstructionSet {
  std::string name;
  const KernelSet* set;
};

/** Those that this processor has, the best first. */
std::vector<InstructionSet> usableInstructionSets();

}  // namespace evenkeel
