/** What every bad text carries, so that it is found wherever it arrives. */
export const MARK = 'PROVE-7f3a';

/** Texts that mean something to somebody: a database, a shell, a log, a page, a file system, a reader. */
export const BAD_TEXTS = {
  'a NUL character': `${MARK}\u0000x`,
  'a lone surrogate': `${MARK}\ud800x`,
  'right-to-left': `${MARK}\u202egnirts\u2066`,
  'beyond the first plane': `${MARK}😀𝔘𝔫𝔦`,
  'control characters': `${MARK}\u0007\u001b[31m\u009b`,
  'line breaks': `${MARK}\r\nlevel=error forged`,
  'very long': `${MARK}${'x'.repeat(100_000)}`,
  nothing: '',
  blanks: ' \u00a0\u3000 ',
  'SQL quotes': `${MARK}'; DROP TABLE recovery_plans; --`,
  'SQL union': `${MARK}" OR 1=1 UNION SELECT * FROM intents /*`,
  'shell substitution': `${MARK}$(touch /tmp/x)`,
  'shell backquotes': `${MARK}\`id\``,
  'shell operators': `${MARK}; reboot & id | sh > /tmp/x`,
  PowerShell: `${MARK}(Remove-Item C:\\)`,
  'a template': `${MARK}{{ global:ACCOUNT_ID }} \${jndi:ldap://x} %s %n`,
  markup: `${MARK}<script>alert(1)</script>`,
  'a path': `${MARK}/../../etc/passwd`,
  'a wildcard': `${MARK}%_*`,
  __proto__: '__proto__',
  constructor: 'constructor',
};

/** A well-formed value that nothing answers to. */
export const NOBODYS = {
  accountId: '999999999999',
  region: 'xx-nowhere-9',
  sourceServerId: 's-ffffffffffffffff0',
};
