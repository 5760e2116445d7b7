/** Of the intents, in SQL, those of which somebody still has to find out what came of them: their thing has not ended. */
export const IS_OPEN = `status = 'OPEN' AND thing_ended_at IS NULL`;
