import type { WaveAction } from '@internal/plugin-disaster-recovery-common';

/** What a shell of Linux or Windows reads as more than text: operators, substitutions, expressions, ends of lines. */
// eslint-disable-next-line no-control-regex
const SHELL = /[;&|<>`$()\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/** Documents of AWS that do what their parameters say: whoever names one has a shell. */
const INTERPRETERS = [
  'AWS-ApplyAnsiblePlaybooks',
  'AWS-InstallPowerShellModule',
  'AWS-RunAnsiblePlaybook',
  'AWS-RunDocument',
  'AWS-RunInspecChecks',
  'AWS-RunPowerShellScript',
  'AWS-RunRemoteScript',
  'AWS-RunSaltState',
  'AWS-RunShellScript',
].map(name => name.toLowerCase());

/** The name of a document that may be given by its ARN. */
function nameOf(documentName: string): string {
  return documentName.split('/').at(-1)!.toLowerCase();
}

/**
 * Why an action must not run: SSM puts parameters into the scripts of a document as they are, so that what a shell understands
 * would become a part of the script. What is to be done belongs into a document, which somebody reviews.
 *
 * @returns the end of a sentence that begins with the action; undefined if nothing is wrong
 */
export function checkActionText(action: WaveAction): string | undefined {
  if (INTERPRETERS.includes(nameOf(action.documentName))) {
    return `runs ${action.documentName}, which does whatever its parameters say: put the commands into an SSM document of your own, and name that`;
  }
  const entries = Object.entries(action.parameters);
  const bad = entries.find(([name, values]) =>
    [name, ...values].some(text => SHELL.test(text)),
  );
  return bad
    ? `has characters in its parameter "${bad[0].replace(
        SHELL,
        '?',
      )}" that a shell would read as commands (one of ; & | < > \` $ ( ) or a line break): put them into the SSM document itself`
    : undefined;
}
