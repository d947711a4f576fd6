/**
 * The order in which contenders take turns: all of them in each round, so that whatever else the machine does hits all
 * alike, and each round begins with the next one, so that nobody always follows the same neighbour's heat.
 */
export function takeTurns<T>(contenders: readonly T[], rounds: number): T[][] {
  return Array.from({ length: rounds }, (_, round) =>
    contenders.map((_contender, i) => contenders[(i + round) % contenders.length]),
  )
}
