// The library's front door loads its HTTP client, which needs a newer Node than our oldest; its rooms do not.
declare module 'mailauth/lib/dkim/verify.js' {
  export { dkimVerify } from 'mailauth'
}
declare module 'mailauth/lib/spf/index.js' {
  export { spf } from 'mailauth'
}
declare module 'mailauth/lib/arc/index.js' {
  import type { ARCOptions, ARCResult, DKIMVerifyResult } from 'mailauth'

  export { sealMessage } from 'mailauth'
  export function arc(data: NonNullable<DKIMVerifyResult['arc']>, options: ARCOptions): Promise<ARCResult>
}
declare module 'mailauth/lib/dmarc/index.js' {
  export { dmarc } from 'mailauth'
}
