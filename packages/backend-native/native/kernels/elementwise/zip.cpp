#include "../chunks.hpp"
#include "../math/doubles.hpp"
#include "elementwise.hpp"
#include "extremes.hpp"
#include "operands.hpp"
#include "../math/power.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** In the order of ZIP_NUMBERS in src/kernels/choices.ts. */
enum class ZipOp : int { add, sub, mul, div, max, min, pow, equal, less, lessEqual, blend };

struct ZipCall {
  const float *a, *b;
  float* out;
  ZipOp op;
  Operand operandA, operandB;
  double alpha, beta;
};

template <typename Lanes, typename Function>
void zipRun(OperandRun a, OperandRun b, float* out, long count, const Function& function) {
  using Vector = typename Lanes::Vector;
  const Vector left = Lanes::broadcast(*a.from), right = Lanes::broadcast(*b.from);
  if (a.moves && b.moves) zipElements<Lanes>(a.from, b.from, out, count, function);
  else if (a.moves) mapElements<Lanes>(a.from, out, count, [&](Vector x) { return function(x, right); });
  else if (b.moves) mapElements<Lanes>(b.from, out, count, [&](Vector x) { return function(left, x); });
  else {
    const float value = static_cast<float>(function(left, right)[0]);
    for (long i = 0; i < count; i++) out[i] = value;
  }
}

void zipRun(const ZipCall& zip, OperandRun a, OperandRun b, float* out, long count) {
  const double alpha = zip.alpha, beta = zip.beta;
  const auto floats = [&](auto function) { zipRun<InFloats>(a, b, out, count, function); };
  const auto doubles = [&](auto function) { zipRun<InDoubles>(a, b, out, count, function); };
  switch (zip.op) {
    case ZipOp::add: return floats([](Floats x, Floats y) { return x + y; });
    case ZipOp::sub: return floats([](Floats x, Floats y) { return x - y; });
    case ZipOp::mul: return floats([](Floats x, Floats y) { return x * y; });
    case ZipOp::div: return floats([](Floats x, Floats y) { return x / y; });
    case ZipOp::max: return floats([](Floats x, Floats y) { return maximum(x, y); });
    case ZipOp::min: return floats([](Floats x, Floats y) { return minimum(x, y); });
    case ZipOp::pow: return doubles([](Doubles x, Doubles y) { return pow(x, y); });
    case ZipOp::equal: return floats([](Floats x, Floats y) { return asNumber(x == y); });
    case ZipOp::less: return floats([](Floats x, Floats y) { return asNumber(x < y); });
    case ZipOp::lessEqual: return floats([](Floats x, Floats y) { return asNumber(x <= y); });
    case ZipOp::blend: return doubles([=](Doubles x, Doubles y) { return alpha * x + beta * y; });
  }
}

void zipRange(const ZipCall& zip, long begin, long end) {
  OperandCursor cursors[] = {{zip.a, zip.operandA, begin}, {zip.b, zip.operandB, begin}};
  forEachRun(cursors, begin, end, [&](const OperandRun* runs, long i, long count) {
    zipRun(zip, runs[0], runs[1], zip.out + i, count);
  });
}

}  // namespace

/** out[i] = op(a[i'], b[i'']), both broadcast. */
Status zip(const Call& call) {
  Arguments in(call);
  ZipCall zip;
  zip.a = in.floats();
  zip.b = in.floats();
  zip.out = in.floats();
  zip.op = in.choice<ZipOp>();
  const long length = in.size();
  zip.operandA = in.operand();
  zip.operandB = in.operand();
  zip.alpha = in.number();
  zip.beta = in.number();
  if (in.status != Status::done) return in.status;
  const long chunk = zip.op == ZipOp::pow ? COMPUTED_AT_ONCE : MOVED_AT_ONCE;
  parallelChunks(call, length, chunk, [&](long begin, long end) { zipRange(zip, begin, end); });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
