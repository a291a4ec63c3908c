/** Small systems of linear equations. @module */

/** Pivot below which a system, scaled to its diagonal, is taken to have no single solution. */
const SMALLEST_PIVOT = 1e-12;

/**
 * Solves A x = b by Gauss's elimination with partial pivoting (Golub and Van Loan, "Matrix Computations", 3.4), rows and
 * columns scaled to a unit diagonal first.
 *
 * @param matrix square, symmetric, with no negative diagonal
 * @returns null where there is no single solution
 */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const scales = matrix.map((row, i) => Math.sqrt(row[i]!));
  if (scales.some((scale) => !(scale > 0))) return null;
  const rows = matrix.map((row, i) => [
    ...row.map((value, j) => value / (scales[i]! * scales[j]!)),
    right[i]! / scales[i]!,
  ]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = pivotOf(rows, column);
    if (Math.abs(rows[pivot]![column]!) < SMALLEST_PIVOT) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let below = column + 1; below < size; below++) subtract(rows[below]!, rows[column]!, column);
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const known = solution.reduce((sum, value, j) => j > i ? sum + rows[i]![j]! * value : sum, 0);
    solution[i] = (rows[i]![size]! - known) / rows[i]![i]!;
  }
  return solution.map((value, i) => value / scales[i]!);
}

/** Inverts a symmetric matrix; null where it has no inverse. */
export function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const columns = matrix.map((_, place) => solve(matrix, matrix.map((_, i) => i === place ? 1 : 0)));
  return columns.some((column) => column === null) ? null : columns as number[][];
}

function pivotOf(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let i = column + 1; i < rows.length; i++) {
    if (Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
  }
  return best;
}

function subtract(row: number[], pivot: readonly number[], column: number): void {
  const factor = row[column]! / pivot[column]!;
  for (let j = column; j < row.length; j++) row[j]! -= factor * pivot[j]!;
}
