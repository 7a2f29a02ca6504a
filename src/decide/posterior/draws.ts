/**
 * Posterior draws of one quantity, a row per creative, in the order of the creatives.
 *
 * Three quantities are kept (clicks per unit, conversions per click, value of a conversion), the others are their
 * products and multiplied when asked for. Of very many creatives the draws are kept in single precision: that rounds them
 * by 6e-8, a millionth of what separates one set of draws from another.
 */

export interface Draws {
  /** Draws of each row. */
  count: number;
  /** Posterior mean of each row, exact given the rest of each draw. */
  means: Float64Array;
  /** The draws of one row. They may be those that are kept: not to be written into. */
  of(row: number): Float64Array;
}

/** Draws that are written draw by draw, in order, and can be read so again. */
export interface KeptDraws extends Draws {
  writer(): DrawWriter;
  /** Gives the values of one draw, an entry a row, valid until the next call; cheap when asked for in order. */
  reader(): (draw: number) => Float64Array;
}

export interface DrawWriter {
  /** The values of one draw, an entry a row; each draw once, in order. */
  write(values: Float64Array): void;
  /** To be called after the last. */
  end(): void;
}

/** More creatives than these are kept in single precision. */
const MOST_IN_DOUBLE = 20_000;
/** Draws that are moved together between the order of the draws and that of the rows: a line of memory of doubles. */
const BLOCK = 8;

export function keptDraws(size: number, count: number, means: Float64Array = new Float64Array(size)): KeptDraws {
  const values = size > MOST_IN_DOUBLE ? new Float32Array(size * count) : new Float64Array(size * count);
  return {
    count,
    means,
    of: (row) => {
      const own = values.subarray(row * count, (row + 1) * count);
      return own instanceof Float64Array ? own : Float64Array.from(own);
    },
    writer() {
      const block = new Float64Array(size * BLOCK);
      let written = 0;
      let held = 0;
      function flush(): void {
        for (let row = 0; row < size; row++) {
          const to = row * count + written;
          for (let at = 0; at < held; at++) values[to + at] = block[at * size + row]!;
        }
        written += held;
        held = 0;
      }
      return {
        write(draw) {
          block.set(draw, held * size);
          held += 1;
          if (held === BLOCK) flush();
        },
        end: flush,
      };
    },
    reader() {
      const block = new Float64Array(size * BLOCK);
      let first = -BLOCK;
      return (draw) => {
        if (draw < first || draw >= first + BLOCK) {
          first = draw - (draw % BLOCK);
          const held = Math.min(BLOCK, count - first);
          for (let row = 0; row < size; row++) {
            const from = row * count + first;
            for (let at = 0; at < held; at++) block[at * size + row] = values[from + at]!;
          }
        }
        const at = (draw - first) * size;
        return block.subarray(at, at + size);
      };
    },
  };
}

/** Every draw of every row is `value`. */
export function constantDraws(value: number, size: number, count: number): KeptDraws {
  const row = new Float64Array(count).fill(value);
  const draw = new Float64Array(size).fill(value);
  return {
    count,
    means: draw,
    of: () => row,
    reader: () => () => draw,
    writer: () => {
      throw new RangeError('a constant is not drawn');
    },
  };
}

/** Draw by draw the product of the factors, of which there is at least one. `means` are those of the product. */
export function productDraws(factors: readonly Draws[], means: Float64Array): Draws {
  const [first, ...others] = factors;
  if (first === undefined) throw new RangeError('a product of nothing');
  return {
    count: first.count,
    means,
    of(row) {
      if (others.length === 0) return first.of(row);
      const product = first.of(row).slice();
      for (const other of others) {
        const values = other.of(row);
        for (let draw = 0; draw < product.length; draw++) product[draw]! *= values[draw]!;
      }
      return product;
    },
  };
}
