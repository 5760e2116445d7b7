import { useApi } from '@backstage/core-plugin-api';
import type { RecoveryPlanInput } from '@internal/plugin-disaster-recovery-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { disasterRecoveryApiRef } from '../../api';

const TYPING_PAUSE_MS = 500;

/** What the server says of a plan as typed, once the typing pauses; what it said before until then. */
export function useValidation(
  input: RecoveryPlanInput | undefined,
  planId: string | undefined,
) {
  const api = useApi(disasterRecoveryApiRef);
  const written = JSON.stringify(input);
  const [asked, setAsked] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(written), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [written]);
  const query = useQuery({
    queryKey: ['plan-validation', planId, asked],
    queryFn: () => api.validateRecoveryPlan(JSON.parse(asked!), planId),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });
  return { ...query, isTyping: asked !== written };
}
