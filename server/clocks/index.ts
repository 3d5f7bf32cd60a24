export { reckonClocks } from './actions/reckon-clocks.ts'
export { setPolicy } from './actions/set-policy.ts'
