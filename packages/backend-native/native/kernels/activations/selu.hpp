// The constants of selu.
#pragma once

namespace evenkeel {

/** Klambauer et al. 2017, Self-Normalizing Neural Networks. */
constexpr double SELU_SCALE = 1.0507009873554805;
constexpr double SELU_ALPHA = 1.6732632423543772;

}  // namespace evenkeel
