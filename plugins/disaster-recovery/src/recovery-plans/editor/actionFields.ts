import type { WaveAction } from '@internal/plugin-disaster-recovery-common';

/** Where a Command runs. */
export type TargetKind = 'waveInstances' | 'instances' | 'tags';

/** A pre- or post-wave action as typed. */
export interface ActionFields {
  name: string;
  kind: WaveAction['kind'];
  documentName: string;
  documentVersion: string;
  /** A line for each: `Name=value`; a name given twice has two values. */
  parameters: string;
  targetKind: TargetKind;
  /** Ids separated by commas, or a line `key=value` for each tag. */
  targets: string;
  region: string;
  accountId: string;
  timeoutSeconds: string;
  onFailure: WaveAction['onFailure'];
}

/** An action with nothing in it yet. Only after a wave are there instances that it launched. */
export function newAction(phase: 'PRE' | 'POST'): ActionFields {
  return {
    name: '',
    kind: 'AUTOMATION',
    documentName: '',
    documentVersion: '',
    parameters: '',
    targetKind: phase === 'POST' ? 'waveInstances' : 'instances',
    targets: '',
    region: '',
    accountId: '',
    timeoutSeconds: '3600',
    onFailure: 'stop',
  };
}

function targetsText(targets: WaveAction['targets']): string {
  if (targets?.kind === 'instances') {
    return targets.instanceIds.join(', ');
  }
  return targets?.kind === 'tags'
    ? Object.entries(targets.tags)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n')
    : '';
}

/** An action as the editor shows it. */
export function toActionFields(action: WaveAction): ActionFields {
  return {
    name: action.name,
    kind: action.kind,
    documentName: action.documentName,
    documentVersion: action.documentVersion ?? '',
    parameters: Object.entries(action.parameters)
      .flatMap(([name, values]) => values.map(value => `${name}=${value}`))
      .join('\n'),
    targetKind: action.targets?.kind ?? 'waveInstances',
    targets: targetsText(action.targets),
    region: action.region ?? '',
    accountId: action.accountId ?? '',
    timeoutSeconds: String(action.timeoutSeconds),
    onFailure: action.onFailure,
  };
}

function lines(text: string): [string, string][] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const at = line.indexOf('=');
      return at < 0
        ? [line.trim(), '']
        : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
}

function parseTargets(fields: ActionFields) {
  if (fields.kind === 'AUTOMATION') {
    return undefined;
  }
  switch (fields.targetKind) {
    case 'instances':
      return {
        kind: 'instances',
        instanceIds: fields.targets.split(/[\s,;]+/).filter(Boolean),
      };
    case 'tags':
      return { kind: 'tags', tags: Object.fromEntries(lines(fields.targets)) };
    default:
      return { kind: 'waveInstances' };
  }
}

/** What was typed as the API wants it; not checked. */
export function fromActionFields(
  fields: ActionFields,
): Record<string, unknown> {
  const text = (value: string) => value.trim() || undefined;
  const parameters: Record<string, string[]> = {};
  for (const [name, value] of lines(fields.parameters)) {
    parameters[name] = [...(parameters[name] ?? []), value];
  }
  return {
    name: fields.name.trim(),
    kind: fields.kind,
    documentName: fields.documentName.trim(),
    documentVersion: text(fields.documentVersion),
    parameters,
    targets: parseTargets(fields),
    region: text(fields.region),
    accountId: text(fields.accountId),
    timeoutSeconds: Number(fields.timeoutSeconds),
    onFailure: fields.onFailure,
  };
}
