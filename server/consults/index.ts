export { askForHelp, type HelpWanted } from './actions/ask-for-help.ts'
