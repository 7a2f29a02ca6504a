/** Adding up in SQL, where null is unknown and so adds nothing. */

/** The assignments of an `ON CONFLICT DO UPDATE SET` that add the new row's columns to the stored one's. */
export const added = (columns: readonly string[]): string =>
  columns
    .map((column) => `${column} = coalesce(${column} + excluded.${column}, ${column}, excluded.${column})`)
    .join(', ');
