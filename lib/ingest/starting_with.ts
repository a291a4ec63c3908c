/** Puts an item that was taken off an iterator for a look back in front of the rest. @module */

/** Gives the first item and then the rest, and closes the rest when nobody wants more. */
export async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
