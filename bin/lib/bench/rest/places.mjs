/** Where everything in the filled database is: the demo's account and regions. */
export const ACCOUNT = '111122223333';
export const SOURCE = 'us-east-1';
export const RECOVERY = 'us-west-2';
