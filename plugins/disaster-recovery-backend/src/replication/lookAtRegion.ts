import { isReadyForFailback } from '@internal/plugin-disaster-recovery-common';
import limitConcurrency from 'p-limit';
import { type Aws, AwsOperationError, type Drs } from '../aws';
import type { WatchedInstance } from '../failover-sessions';
import { planLook, type Questions } from './planLook';
import type { RegionFacts } from './RegionFacts';
import { observeInstance } from './observeInstance';
import type { WatchedSession } from './WatchedSession';

const SNAPSHOT_QUESTIONS_AT_A_TIME = 8;

function note<T extends { id: string }>(
  answers: Map<string, T | undefined>,
  asked: Set<string>,
  found: T[],
) {
  for (const id of asked) {
    answers.set(id, undefined);
  }
  for (const item of found) {
    answers.set(item.id, item);
  }
}

async function ask(
  drs: Drs,
  questions: Questions,
  facts: RegionFacts,
): Promise<void> {
  const { serverIds, instanceIds } = questions;
  const answered = async (question: () => Promise<void>) => {
    try {
      await question();
    } catch (error) {
      // One region that is down must not hide what the other one says.
      if (!(error instanceof AwsOperationError)) {
        throw error;
      }
      facts.failures.push(error.failure);
    }
  };
  await Promise.all([
    serverIds.size > 0 &&
      answered(async () =>
        note(
          facts.servers,
          serverIds,
          await drs.listSourceServers({ ids: [...serverIds] }),
        ),
      ),
    instanceIds.size > 0 &&
      answered(async () =>
        note(
          facts.instances,
          instanceIds,
          await drs.listRecoveryInstances({ ids: [...instanceIds] }),
        ),
      ),
  ]);
}

/** The source servers of which only a point in time is missing to be ready, and those that had one when last seen. */
function launchQuestions(
  { session, instances }: WatchedSession,
  facts: RegionFacts,
  readyLagSeconds: number,
): {
  known: string[];
  open: { serverId: string; instance: WatchedInstance }[];
} {
  const known: string[] = [];
  const open: { serverId: string; instance: WatchedInstance }[] = [];
  const ifLaunchable = { ...facts, launchable: { has: () => true } };
  for (const instance of instances) {
    const { progress } = observeInstance(session, instance, ifLaunchable, {
      readyLagSeconds,
      isReProtecting: false,
    });
    const serverId = progress?.sourceServerId;
    if (serverId && isReadyForFailback(progress.state)) {
      const before = [instance.reProtection, instance.replication].some(
        previous =>
          previous?.sourceServerId === serverId &&
          isReadyForFailback(previous.state),
      );
      if (before) {
        known.push(serverId);
      } else {
        open.push({ serverId, instance });
      }
    }
  }
  return { known, open };
}

/** Asks DRS everything that the watched sessions need to know now. */
export async function lookAtRegion(
  aws: Aws,
  watched: WatchedSession[],
  { readyLagSeconds, at }: { readyLagSeconds: number; at: Date },
  failedBefore = false,
): Promise<RegionFacts> {
  const launchable = new Set<string>();
  const facts: RegionFacts = {
    at,
    servers: new Map(),
    instances: new Map(),
    launchable,
    failures: [],
    failedBefore,
  };
  const places = planLook(watched);
  await Promise.all(
    places.map(questions =>
      ask(aws.in(questions.target).drs, questions, facts),
    ),
  );
  const limit = limitConcurrency(SNAPSHOT_QUESTIONS_AT_A_TIME);
  const placeOf = (serverId: string) =>
    places.find(({ serverIds }) => serverIds.has(serverId))!.target;
  const askForSnapshot = async (serverId: string) => {
    try {
      if (await aws.in(placeOf(serverId)).drs.hasRecoverySnapshot(serverId)) {
        launchable.add(serverId);
      }
    } catch (error) {
      if (!(error instanceof AwsOperationError)) {
        throw error;
      }
      facts.failures.push(error.failure);
    }
  };
  for (const session of watched) {
    const { known, open } = launchQuestions(session, facts, readyLagSeconds);
    known.forEach(serverId => launchable.add(serverId));
    await Promise.all(
      open.map(({ serverId }) => limit(() => askForSnapshot(serverId))),
    );
  }
  return facts;
}
