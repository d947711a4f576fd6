export const answer = 42
export function open() {}
