import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { portalApi } from '../../portalApi.mjs';
import { startScratchPortal } from '../../scratchPortal.mjs';
import { simulatedAws } from '../../walkthrough/simulatedAws.mjs';
import { assumeRole, iamControl } from './iamControl.mjs';
import {
  ACCOUNT,
  OTHER_ACCOUNT,
  PORTAL_KEY,
  writeEstate,
} from './policyEstate.mjs';
import { PLACES, readShipped } from './shippedPolicies.mjs';

export const SPEED = 1200;

function configuration(accessKeyId) {
  return {
    aws: {
      mainAccount: { accessKeyId, secretAccessKey: 'no-secret-is-checked' },
      accountDefaults: {
        roleName: PLACES.ROLE_NAME,
        externalId: PLACES.EXTERNAL_ID,
      },
      accounts: [],
    },
    // Nobody but the proof asks this portal for anything.
    permission: { enabled: false },
    disasterRecovery: {
      polling: { interval: { milliseconds: 400 } },
      cloudWatch: {
        logGroup: PLACES.LOG_GROUP,
        region: 'us-west-2',
        accountId: ACCOUNT,
      },
    },
  };
}

/**
 * A portal that is what docs/security.md says: a role of the portal's own account, that becomes a role in each account.
 * What these roles may do is for the caller to set.
 */
export async function startPolicyPortal({ systems, seed }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-policy-'));
  const estate = path.join(folder, 'estate.json');
  const config = path.join(folder, 'app-config.prove.yaml');
  const clear = () => fs.rmSync(folder, { recursive: true, force: true });
  writeEstate(estate, systems);
  try {
    const portal = await startScratchPortal({
      webApp: false,
      lean: true,
      speed: SPEED,
      estate,
      seed,
      configs: [config],
      beforeBackend: async simulatorUrl => {
        const { accessKeyId } = await assumeRole(
          simulatorUrl,
          PORTAL_KEY,
          `arn:aws:iam::${PLACES.PORTAL_ACCOUNT_ID}:role/${PLACES.PORTAL_ROLE}`,
        );
        fs.writeFileSync(config, JSON.stringify(configuration(accessKeyId)));
      },
    });
    const iam = iamControl(portal.simulatorUrl);
    return {
      portal,
      iam,
      api: portalApi(portal.url, portal.automationToken),
      aws: simulatedAws(portal.simulatorUrl),
      /** Sets what the portal may do in its own account and in the others. */
      async allow({ own, role }) {
        await iam.put({
          account: PLACES.PORTAL_ACCOUNT_ID,
          principal: `role/${PLACES.PORTAL_ROLE}`,
          policies: own,
        });
        for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
          await iam.put({
            account,
            principal: `role/${PLACES.ROLE_NAME}`,
            policies: role,
            trust: readShipped('trust'),
          });
        }
      },
      stop: async () => {
        await portal.stop();
        clear();
      },
    };
  } catch (error) {
    clear();
    throw error;
  }
}
