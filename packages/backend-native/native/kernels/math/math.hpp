// Elementary functions on vectors of doubles: exp, expm1, tanh, sigmoid, log, log1p, pow, erf, erfc and the circle.
#pragma once
#include "circle.hpp"
#include "error-function.hpp"
#include "exponential.hpp"
#include "logarithm.hpp"
#include "power.hpp"
