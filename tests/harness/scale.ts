/** How large a test is made: the number in this variable of the environment, else its short form for every day. */
export const scaleOf = (variable: string, short: number): number => Number(process.env[variable] ?? short)
