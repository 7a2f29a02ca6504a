/** Amounts to whole micros that add up exactly. */

/**
 * Rounds non-negative amounts (micros, fractional) to multiples of `step` micros whose sum is `total` (a multiple of
 * `step`, within rounding of the amounts' sum): down first, then one step each to the largest remainders (Hamilton),
 * the earlier of equal ones first. Zero stays zero.
 */
export function wholeShares(amounts: readonly number[], total: number, step: number): number[] {
  const whole = amounts.map((amount) => Math.floor(amount / step + 1e-9) * step);
  let missing = Math.round((total - whole.reduce((sum, amount) => sum + amount, 0)) / step);
  const byRemainder = amounts
    .map((amount, row) => ({ row, amount, remainder: amount - whole[row]! }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.remainder - a.remainder || a.row - b.row);
  for (let at = 0; missing !== 0 && byRemainder.length > 0; at = (at + 1) % byRemainder.length) {
    const direction = Math.sign(missing);
    const { row } = byRemainder[direction > 0 ? at : byRemainder.length - 1 - at]!;
    if (direction < 0 && whole[row]! < step) continue;
    whole[row]! += direction * step;
    missing -= direction;
  }
  return whole;
}
