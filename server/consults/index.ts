export { askForHelp } from './actions/ask-for-help.ts'
