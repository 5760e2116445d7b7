/** Requests a second that AWS takes, as the setting of the simulated AWS. */
export const REQUEST_RATES = { drs: { perSecond: 10 }, ssm: { perSecond: 5 } };
