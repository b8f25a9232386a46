/**
 * The bytes that go over the one pipe between the parent and the child.
 *
 * To the child: the length of a JSON text, and the text. Back: the lengths of a header and of a payload, a small JSON
 * header, and the payload, the numbers of all tensors as 64-bit floats. So the parent never parses much JSON that it
 * does not trust, and NaN and the infinities need no notation.
 */

/** The file descriptor of the pipe in the child. */
export const channelFd = 3;

/** The largest header that the parent takes from a child, in bytes. */
export const maxHeader = 64 * 1024;

/** The most numbers that the parent takes in one answer. The largest right answer of this lecture has some thousands. */
export const maxNumbers = 1_000_000;

export const bytesPerNumber = 8;

/** What the parent asks of a child, each time with a new nonce that the answer must repeat. */
export type Request = {
  nonce: string;
} & ( // `chance` is the seed of all that the answer may draw, in hexadecimal digits.
  | { kind: 'load'; code: string; chance: string }
  | { kind: 'call'; input: unknown; gradients: boolean; sameObjects?: boolean; chance: string }
);

/** A tensor whose numbers stand in the payload. */
export interface TensorHeader {
  shape: number[];
  dtype: string;
}

/** What a child says. The parent believes none of it: a child can send any bytes. */
export type Reply = { nonce: string } & (
  | { kind: 'ready'; compiled: boolean }
  | { kind: 'loaded' }
  | { kind: 'error' | 'wrong-kind'; message: string }
  | {
      kind: 'value';
      /** One tensor, or a list of them. */
      list: boolean;
      tensors: TensorHeader[];
      gradients?: TensorHeader[];
      effects: { changed: string[]; tensorsLeaked: number };
    }
);
