/** Original instances of the demo estate's order system, by tier. */
export const DATABASES = ['i-0e10db10000000000', 'i-0e10db20000000000'];
export const APPLICATIONS = ['i-0e10a100000000000', 'i-0e10a200000000000'];
export const WEB = ['i-0e10eb10000000000', 'i-0e10eb20000000000'];
