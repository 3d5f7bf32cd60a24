/** Ends something that was begun, and waits until it has ended. */
export type Stop = () => Promise<void>

/**
 * Ends everything in `stops`, what was begun last first, each once. One that fails is told to `report` and keeps
 * none of the others running.
 */
export const stopAll = async (stops: Stop[], report: (error: unknown) => void): Promise<void> => {
  for (const stop of stops.splice(0).reverse()) {
    try {
      await stop()
    } catch (error) {
      report(error)
    }
  }
}
