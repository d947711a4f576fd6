// A matrix product, divided among the threads.
#pragma once
#include "product.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** c [rows, columns] = bias + a [rows, terms] * b [terms, columns]. */
struct Product {
  Matrix a, b;
  float* c;
  long rows, columns, terms;
  const float* bias;
};

/** Ranges of rows to divide a product into: each worth a hand-over, and an even number of them. */
inline long tasksOf(long rows, long columns, long terms) {
  constexpr double OPERATIONS_PER_TASK = 1.5e6;
  constexpr long FEWEST_ROWS = 2 * EVENKEEL_ROWS_PER_TILE;
  const double operations = 2.0 * static_cast<double>(rows) * static_cast<double>(columns) * static_cast<double>(terms);
  if (operations < 2 * OPERATIONS_PER_TASK || rows < 2 * FEWEST_ROWS) return 1;
  const long byWork = static_cast<long>(operations / OPERATIONS_PER_TASK);
  const long byRows = rows / FEWEST_ROWS;
  return (byWork < byRows ? byWork : byRows) / 2 * 2;
}

/** Runs finish(begin, end) for each range of finished rows, while they are still in the cache. */
template <typename Finish>
Status divideProduct(const Call& call, const Product& product, const Finish& finish) {
  const Matrix &a = product.a, &b = product.b;
  const long rows = product.rows, columns = product.columns, terms = product.terms;
  if (rows == 0 || columns == 0) return Status::done;
  constexpr long ROWS_WORTH_PACKING = 2 * EVENKEEL_ROWS_PER_TILE;
  constexpr long FLOATS_WORTH_DIVIDING = 1 << 15;
  float* packed = scratch<float>(call, packedLength(terms, columns));
  if (packed == nullptr) return Status::outOfMemory;
  RightFactor right;
  if (rows < ROWS_WORTH_PACKING && b.columnStride == 1) {
    right = useInPlace(b, terms, columns, packed);
  } else if (terms * columns < FLOATS_WORTH_DIVIDING) {
    right = pack(b, terms, columns, packed);
  } else {
    parallel(call, panelsOf(columns), [&](long panel, long) { packPanel(b, terms, columns, panel, packed); });
    right = packedFactor(packed, terms, columns);
  }
  const long tasks = tasksOf(rows, columns, terms);
  parallel(call, tasks, [&](long task, long) {
    const long begin = rows * task / tasks;
    const long end = rows * (task + 1) / tasks;
    multiply({a.at(begin, 0), a.rowStride, a.columnStride}, right, product.c + begin * columns, columns, end - begin,
             {product.bias, false});
    finish(begin, end);
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
