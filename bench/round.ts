/** To two digits after the point: more than that is noise. */
export const round = (value: number): number => Math.round(value * 100) / 100
