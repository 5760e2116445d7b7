import type { MirroredGroup } from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { QuietButton, Status } from '../../components';
import { useWords } from '../../useWords';
import { ReportPart } from './ReportPart';

/** So many servers of a group are listed at once; the rest when it is asked for. */
const SHOWN = 10;

/** What became of the launch settings of each server of a group, those that DRS does not hold first. */
export function ServerParts(props: {
  servers: MirroredGroup['servers'];
  groupNames: ReadonlyMap<string, string>;
}) {
  const t = useWords();
  const [all, setAll] = useState(false);
  const sorted = [...props.servers].sort(
    (a, b) => Number(a.applied) - Number(b.applied),
  );
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  return (
    <>
      {shown.map(server => (
        <ReportPart
          key={server.sourceServerId}
          title={t('session.configuration.serverPart', {
            name: server.hostname ?? server.sourceServerId,
          })}
          note={
            server.applied ? undefined : (
              <Status tone="error">
                {server.applyError
                  ? t('session.configuration.serverNotApplied', {
                      reason: server.applyError,
                    })
                  : t('session.configuration.appliedNo')}
              </Status>
            )
          }
          fields={server.fields}
          groupNames={props.groupNames}
        />
      ))}
      {shown.length < sorted.length && (
        <QuietButton onClick={() => setAll(true)}>
          {t('session.configuration.showServers', { count: sorted.length })}
        </QuietButton>
      )}
    </>
  );
}
