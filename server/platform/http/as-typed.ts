/** A field of a form as its writer typed it: browsers send the end of each line as CR LF. */
export const asTyped = (field: string): string => field.replaceAll('\r\n', '\n')
