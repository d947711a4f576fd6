#include "reduce.hpp"
#include "fold-lines.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Values that are folded one after the other; more of them are folded in pieces, whose results are merged in order. */
constexpr long PIECE = 1 << 16;

/** As `REDUCE_NUMBERS` in src/kernels/choices.ts. */
enum class ReduceOp : int { sum, max, min, argmax };

/** Rows of n values each: out[row]. */
template <typename Fold>
Status foldRows(const Call& call, const float* x, float* out, long rows, long n) {
  const long pieces = n <= PIECE ? 1 : (n + PIECE - 1) / PIECE;
  if (pieces == 1) {
    parallelChunks(call, rows, PIECE / (n + 1) + 1, [&](long begin, long end) {
      for (long row = begin; row < end; row++) out[row] = static_cast<float>(foldRow<Fold>(x + row * n, n));
    });
    return Status::done;
  }
  auto* parts = scratch<typename Fold::Scalar>(call, rows * pieces);
  if (parts == nullptr) return Status::outOfMemory;
  parallel(call, rows * pieces, [&](long task, long) {
    const Chunk piece = chunkOf(task % pieces, n, PIECE);
    parts[task] = foldRow<Fold>(x + task / pieces * n + piece.begin, piece.end - piece.begin);
  });
  for (long row = 0; row < rows; row++) {
    typename Fold::Scalar folded = Fold::identity();
    for (long piece = 0; piece < pieces; piece++) folded = Fold::combine(folded, parts[row * pieces + piece]);
    out[row] = static_cast<float>(folded);
  }
  return Status::done;
}

/** Matrices [n, inner]: out[matrix][column]. Cut into blocks of columns, and these into pieces of rows. */
template <typename Fold>
Status foldMatrices(const Call& call, const float* x, float* out, const Lines& lines) {
  using Scalar = typename Fold::Scalar;
  const long n = lines.n, inner = lines.inner, columns = lines.outer * inner;
  const long width = inner < FOLD_COLUMNS ? inner : FOLD_COLUMNS;
  const long blocks = (inner + width - 1) / width;
  const long height = PIECE / width;
  const long pieces = n <= height ? 1 : (n + height - 1) / height;
  Scalar* parts = pieces > 1 ? scratch<Scalar>(call, pieces * columns) : nullptr;
  if (pieces > 1 && parts == nullptr) return Status::outOfMemory;

  const long valuesPerTask = (n < height ? n : height) * width;
  parallelChunks(call, lines.outer * blocks * pieces, PIECE / (valuesPerTask + 1) + 1, [&](long begin, long end) {
    Scalar folded[FOLD_COLUMNS];
    for (long task = begin; task < end; task++) {
      const long matrix = task / pieces / blocks;
      const Chunk block = chunkOf(task / pieces % blocks, inner, width), piece = chunkOf(task % pieces, n, height);
      const long count = block.end - block.begin, to = matrix * inner + block.begin;
      foldColumns<Fold>(x + (matrix * n + piece.begin) * inner + block.begin, piece.end - piece.begin, inner, count,
                        folded);
      if (pieces > 1) {
        for (long i = 0; i < count; i++) parts[task % pieces * columns + to + i] = folded[i];
      } else {
        for (long i = 0; i < count; i++) out[to + i] = static_cast<float>(folded[i]);
      }
    }
  });
  for (long i = 0; i < columns && pieces > 1; i++) {
    Scalar folded = parts[i];
    for (long piece = 1; piece < pieces; piece++) folded = Fold::combine(folded, parts[piece * columns + i]);
    out[i] = static_cast<float>(folded);
  }
  return Status::done;
}

template <typename Fold>
Status fold(const Call& call, const float* x, float* out, const Lines& lines) {
  if (lines.outer * lines.inner == 0) return Status::done;
  if (lines.inner == 1) return foldRows<Fold>(call, x, out, lines.outer, lines.n);
  return foldMatrices<Fold>(call, x, out, lines);
}

}  // namespace

/** x [outer, n, inner] to out [outer, inner]; see the contract. Sums are accumulated in double precision. */
Status reduce(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const Slot* out = in.buffer();
  const ReduceOp op = in.choice<ReduceOp>();
  Lines lines;
  lines.outer = in.size();
  lines.n = in.size();
  lines.inner = in.size();
  if (out->dtype != (op == ReduceOp::argmax ? DType::int32 : DType::float32)) return Status::unusableBuffer;
  if (in.status != Status::done) return in.status;

  if (op == ReduceOp::argmax) return argmax(call, x, static_cast<int*>(out->data), lines);
  float* floats = static_cast<float*>(out->data);
  if (op == ReduceOp::sum) return fold<SumFold>(call, x, floats, lines);
  if (op == ReduceOp::max) return fold<MaxFold>(call, x, floats, lines);
  return fold<MinFold>(call, x, floats, lines);
}

}  // namespace evenkeel::EVENKEEL_ISA
