/** Places in the input that window (outRow, outColumn) covers; for programs with the constants of a geometry. */
export const COVERED_PLACES = `
int inputRow(int outRow, int kernelRow) {
  return outRow * strideHeight - paddingTop + kernelRow * dilationHeight;
}

int inputColumn(int outColumn, int kernelColumn) {
  return outColumn * strideWidth - paddingLeft + kernelColumn * dilationWidth;
}`

/** Windows that cover a place of the input with a given element of the kernel, or −1 where there is none. */
export const COVERING_WINDOWS = `
int coveringWindow(int start, int stride, int windows) {
  if (start < 0 || start % stride != 0 || start / stride >= windows) return -1;
  return start / stride;
}

int outputRow(int row, int kernelRow) {
  return coveringWindow(row + paddingTop - kernelRow * dilationHeight, strideHeight, outHeight);
}

int outputColumn(int column, int kernelColumn) {
  return coveringWindow(column + paddingLeft - kernelColumn * dilationWidth, strideWidth, outWidth);
}`
