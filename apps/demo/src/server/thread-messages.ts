/** What the thread of a run tells the server. */
export type ThreadMessage =
  | {
      readonly frame: Uint8Array
      /** Whether the page can do without it when its connection is slow. */
      readonly droppable: boolean
    }
  /** A message of the page that is no frame. */
  | { readonly refused: string }
