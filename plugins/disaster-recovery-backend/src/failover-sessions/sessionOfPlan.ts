import type { Knex } from 'knex';

/** Why a plan is not deleted: a failover session still needs it, or its mirror, for the way back. */
export async function sessionOfPlan(
  planId: string,
  database: Knex,
): Promise<string | undefined> {
  const session = await database('failover_sessions')
    .whereNot({ status: 'CLEANUP_COMPLETE' })
    .where(query =>
      query
        .where({ original_recovery_plan_id: planId })
        .orWhere({ mirrored_recovery_plan_id: planId }),
    )
    .first('name');
  return session && `failover session "${session.name}" needs it until its end`;
}
