#include "product.hpp"
#include "../moving/transpose.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Terms for which a panel of the right factor stays in the L1 cache. */
constexpr long TERMS_PER_BLOCK = 256;

struct TileOutput {
  float* c;
  long stride;
  /** Columns that exist, at most COLUMNS_PER_TILE. */
  long columns;
  const float* bias;
  bool accumulate;
};

template <int ROWS, int VECTORS>
void multiplyWholeTile(const TileFactors& factors, const TileOutput& output) {
  Floats sums[ROWS][VECTORS];
  for (int row = 0; row < ROWS; row++) {
    for (int v = 0; v < VECTORS; v++) {
      if (output.accumulate) sums[row][v] = load(output.c + row * output.stride + v * LANES);
      else sums[row][v] = output.bias == nullptr ? Floats{} : load(output.bias + v * LANES);
    }
  }
  multiplyTile<ROWS, VECTORS>(factors, sums);
  for (int row = 0; row < ROWS; row++) {
    for (int v = 0; v < VECTORS; v++) store(output.c + row * output.stride + v * LANES, sums[row][v]);
  }
}

using WholeTile = void (*)(const TileFactors&, const TileOutput&);

/** For each number of rows, with one vector a row and with two. */
#define EVENKEEL_TILES(ROWS) {multiplyWholeTile<ROWS, 1>, multiplyWholeTile<ROWS, VECTORS_PER_TILE>}
constexpr WholeTile WHOLE_TILES[][2] = {
    EVENKEEL_TILES(1), EVENKEEL_TILES(2),  EVENKEEL_TILES(3),  EVENKEEL_TILES(4),
    EVENKEEL_TILES(5), EVENKEEL_TILES(6),
#if EVENKEEL_ROWS_PER_TILE == 12
    EVENKEEL_TILES(7), EVENKEEL_TILES(8),  EVENKEEL_TILES(9),  EVENKEEL_TILES(10),
    EVENKEEL_TILES(11), EVENKEEL_TILES(12),
#endif
};
#undef EVENKEEL_TILES

/** A tile over the edge of the matrix: computed whole beside it, then cut. */
void multiplyPartialTile(long rows, const TileFactors& factors, const TileOutput& output) {
  float whole[EVENKEEL_ROWS_PER_TILE * COLUMNS_PER_TILE];
  const long columns = output.columns;
  const bool narrow = columns <= LANES;
  const long stride = narrow ? LANES : COLUMNS_PER_TILE;
  const bool begun = output.accumulate || output.bias != nullptr;
  if (begun) {
    for (long row = 0; row < rows; row++) {
      const float* from = output.accumulate ? output.c + row * output.stride : output.bias;
      for (long column = 0; column < stride; column++) whole[row * stride + column] = column < columns ? from[column] : 0;
    }
  }
  WHOLE_TILES[rows - 1][narrow ? 0 : 1](factors, {whole, stride, stride, nullptr, begun});
  for (long row = 0; row < rows; row++) {
    for (long column = 0; column < columns; column++) output.c[row * output.stride + column] = whole[row * stride + column];
  }
}

}  // namespace

void packPanel(const Matrix& b, long terms, long columns, long panel, float* packed) {
  const long first = panel * COLUMNS_PER_TILE;
  const long width = columns - first < COLUMNS_PER_TILE ? columns - first : COLUMNS_PER_TILE;
  float* to = packed + first * terms;
  long done = 0;
  if (width == COLUMNS_PER_TILE && b.columnStride == 1) {
    for (; done < terms; done++) {
      const float* from = b.at(done, first);
      for (long v = 0; v < VECTORS_PER_TILE; v++) store(to + done * COLUMNS_PER_TILE + v * LANES, load(from + v * LANES));
    }
  } else if (width == COLUMNS_PER_TILE && b.rowStride == 1) {
    for (; done + LANES <= terms; done += LANES) {
      for (long v = 0; v < VECTORS_PER_TILE; v++) {
        const float* from = b.at(done, first + v * LANES);
        transposeBlock(from, b.columnStride, to + done * COLUMNS_PER_TILE + v * LANES, COLUMNS_PER_TILE);
      }
    }
  }
  for (long p = done; p < terms; p++) {
    const float* from = b.at(p, first);
    float* row = to + p * COLUMNS_PER_TILE;
    for (long column = 0; column < width; column++) row[column] = from[column * b.columnStride];
    for (long column = width; column < COLUMNS_PER_TILE; column++) row[column] = 0;
  }
}

RightFactor pack(const Matrix& b, long terms, long columns, float* packed) {
  for (long panel = 0; panel < panelsOf(columns); panel++) packPanel(b, terms, columns, panel, packed);
  return packedFactor(packed, terms, columns);
}

RightFactor useInPlace(const Matrix& b, long terms, long columns, float* packed) {
  const long last = panelsOf(columns) - 1;
  RightFactor factor{b.data, COLUMNS_PER_TILE, b.rowStride, b.data + last * COLUMNS_PER_TILE, b.rowStride, terms, columns};
  const long first = last * COLUMNS_PER_TILE;
  if (columns - first < COLUMNS_PER_TILE) {
    packPanel({b.at(0, first), b.rowStride, 1}, terms, columns - first, 0, packed);
    factor.lastPanel = packed;
    factor.lastStep = COLUMNS_PER_TILE;
  }
  return factor;
}

void multiply(const Matrix& a, const RightFactor& b, float* c, long cStride, long rows, Beginning beginning) {
  const long panels = panelsOf(b.columns);
  const long tiles = (rows + EVENKEEL_ROWS_PER_TILE - 1) / EVENKEEL_ROWS_PER_TILE;
  const long blocks = b.terms <= TERMS_PER_BLOCK ? 1 : (b.terms + TERMS_PER_BLOCK - 1) / TERMS_PER_BLOCK;
  for (long block = 0; block < blocks; block++) {
    const long begin = b.terms * block / blocks;
    const long terms = b.terms * (block + 1) / blocks - begin;
    const bool first = block == 0;
    for (long panel = 0; panel < panels; panel++) {
      const bool isLast = panel == panels - 1;
      const long step = isLast ? b.lastStep : b.step;
      const float* right = (isLast ? b.lastPanel : b.panels + panel * b.panelStride) + begin * step;
      const long column = panel * COLUMNS_PER_TILE;
      const long columns = isLast ? b.columns - column : COLUMNS_PER_TILE;
      const float* bias = first && beginning.bias != nullptr ? beginning.bias + column : nullptr;
      for (long tile = 0; tile < tiles; tile++) {
        const long row = rows * tile / tiles;
        const long height = rows * (tile + 1) / tiles - row;
        const TileFactors factors{a.at(row, begin), a.rowStride, a.columnStride, right, step, terms};
        const TileOutput output{c + row * cStride + column, cStride, columns, bias, !first || beginning.accumulate};
        if (columns == COLUMNS_PER_TILE) WHOLE_TILES[height - 1][1](factors, output);
        else multiplyPartialTile(height, factors, output);
      }
    }
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
