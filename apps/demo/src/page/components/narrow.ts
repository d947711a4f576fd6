/** Whether the page is one column, as in app.module.css. */
export function isNarrow(): boolean {
  return matchMedia('(max-width: 62em)').matches
}

/** Brings the training into view after a start on a narrow screen, where it may be far below. */
export function showTraining(): void {
  if (isNarrow()) document.getElementById('training')?.scrollIntoView({ block: 'start' })
}
