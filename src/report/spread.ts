/** Moves overlapping cards apart as little as it can, so that each can be seen; the arrangement stays. */

export interface Spot {
  x: number;
  y: number;
}

const ROUNDS = 300;

/**
 * Spots of cards of the given size inside an area, in pixels. Pairs that overlap are pushed apart along the shorter way,
 * round after round (as in force-based overlap removal, Gansner & Hu 2010), and kept inside. The same input gives the same
 * output; where there is no room for all, some overlap is left.
 */
export function spread(
  spots: readonly Spot[],
  card: { width: number; height: number },
  area: { width: number; height: number },
): Spot[] {
  const moved = spots.map((spot) => ({ ...spot }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let overlaps = false;
    for (let first = 0; first < moved.length; first += 1) {
      for (let second = first + 1; second < moved.length; second += 1) {
        if (pushApart(moved[first]!, moved[second]!, card)) overlaps = true;
      }
    }
    for (const spot of moved) {
      spot.x = Math.min(area.width - card.width / 2, Math.max(card.width / 2, spot.x));
      spot.y = Math.min(area.height - card.height / 2, Math.max(card.height / 2, spot.y));
    }
    if (!overlaps) break;
  }
  return moved;
}

function pushApart(a: Spot, b: Spot, card: { width: number; height: number }): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const [overX, overY] = [card.width - Math.abs(dx), card.height - Math.abs(dy)];
  if (overX <= 0 || overY <= 0) return false;
  if (overX / card.width <= overY / card.height) {
    const step = (dx < 0 ? -overX : overX) / 2;
    a.x -= step;
    b.x += step;
  } else {
    const step = (dy < 0 ? -overY : overY) / 2;
    a.y -= step;
    b.y += step;
  }
  return true;
}
