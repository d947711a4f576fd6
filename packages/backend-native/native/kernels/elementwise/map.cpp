#include "../call.hpp"
#include "../chunks.hpp"
#include "elementwise.hpp"
#include "extremes.hpp"
#include "../math/math.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** In the order of MAP_NUMBERS in src/kernels/choices.ts. */
enum class MapOp : int {
  linear, abs, sign, square, sqrt, rsqrt, exp, log, expm1, log1p, tanh, sigmoid, erf, isFinite, clamp
};

struct MapCall {
  const float* x;
  float* out;
  MapOp op;
  double alpha, beta;
};

#if defined(__FMA__) || defined(__aarch64__)
constexpr bool FUSED_MULTIPLY_ADD = true;
#else
constexpr bool FUSED_MULTIPLY_ADD = false;
#endif

bool isFloat(double value) { return static_cast<double>(static_cast<float>(value)) == value; }

/** Whether alpha·x + beta in floats is rounded once, as it is in doubles. */
bool isExactInFloats(double alpha, double beta) {
  return isFloat(alpha) && isFloat(beta) && (FUSED_MULTIPLY_ADD || alpha == 1 || alpha == -1 || beta == 0);
}

/** out[i] = function(alpha·x[i] + beta) */
template <typename Lanes, typename Function>
void mapArgument(const MapCall& map, long begin, long end, const Function& function) {
  using Vector = typename Lanes::Vector;
  const Vector alpha = Lanes::broadcast(map.alpha), beta = Lanes::broadcast(map.beta);
  mapElements<Lanes>(map.x + begin, map.out + begin, end - begin,
                     [=](Vector x) { return function(alpha * x + beta); });
}

void linear(const MapCall& map, long begin, long end) {
  if (isExactInFloats(map.alpha, map.beta)) mapArgument<InFloats>(map, begin, end, [](Floats x) { return x; });
  else mapArgument<InDoubles>(map, begin, end, [](Doubles x) { return x; });
}

void clamp(const MapCall& map, long begin, long end) {
  const Floats low = InFloats::broadcast(map.alpha), high = InFloats::broadcast(map.beta);
  mapElements<InFloats>(map.x + begin, map.out + begin, end - begin,
                        [=](Floats x) { return minimum(maximum(x, low), high); });
}

EVENKEEL_INLINE Doubles sign(Doubles x) { return x > 0 ? broadcastDouble(1) : x < 0 ? broadcastDouble(-1) : x; }

EVENKEEL_INLINE Doubles isFinite(Doubles x) { return magnitude(x) < INFINITE ? broadcastDouble(1) : Doubles{}; }

void mapRange(const MapCall& map, long begin, long end) {
  const auto doubles = [&](auto function) { mapArgument<InDoubles>(map, begin, end, function); };
  switch (map.op) {
    case MapOp::linear: return linear(map, begin, end);
    case MapOp::abs: return doubles([](Doubles x) { return magnitude(x); });
    case MapOp::sign: return doubles([](Doubles x) { return sign(x); });
    case MapOp::square: return doubles([](Doubles x) { return x * x; });
    case MapOp::sqrt: return doubles([](Doubles x) { return squareRoot(x); });
    case MapOp::rsqrt: return doubles([](Doubles x) { return 1 / squareRoot(x); });
    case MapOp::exp: return doubles([](Doubles x) { return exp(x); });
    case MapOp::log: return doubles([](Doubles x) { return log(x); });
    case MapOp::expm1: return doubles([](Doubles x) { return expm1(x); });
    case MapOp::log1p: return doubles([](Doubles x) { return log1p(x); });
    case MapOp::tanh: return doubles([](Doubles x) { return tanh(x); });
    case MapOp::sigmoid: return doubles([](Doubles x) { return sigmoid(x); });
    case MapOp::erf: return doubles([](Doubles x) { return erf(x); });
    case MapOp::isFinite: return doubles([](Doubles x) { return isFinite(x); });
    case MapOp::clamp: return clamp(map, begin, end);
  }
}

bool computes(MapOp op) { return op >= MapOp::sqrt && op <= MapOp::erf; }

}  // namespace

/** out[i] = f(alpha·x[i] + beta), in doubles until the result is stored. */
Status map(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const Slot* out = in.buffer();
  const MapOp op = in.choice<MapOp>();
  const double alpha = in.number();
  const double beta = in.number();
  if (in.status != Status::done) return in.status;
  if (out->dtype != DType::float32) return Status::unusableBuffer;
  const MapCall map{x, static_cast<float*>(out->data), op, alpha, beta};
  parallelChunks(call, out->length, computes(op) ? COMPUTED_AT_ONCE : MOVED_AT_ONCE,
                 [&](long begin, long end) { mapRange(map, begin, end); });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
