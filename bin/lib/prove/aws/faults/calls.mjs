import { RECOVERY, SOURCE } from '../../companies/companies.mjs';
import { CHAPTERS, inEach, once } from './chapters.mjs';

/** Calls that change something and are made once, by service. */
const EFFECTS = {
  drs: [
    'StartRecovery',
    'ReverseReplication',
    'TerminateRecoveryInstances',
    'StopReplication',
    'DeleteRecoveryInstance',
    'UpdateLaunchConfiguration',
  ],
  ec2: ['RebootInstances', 'CreateLaunchTemplateVersion'],
  ssm: ['SendCommand', 'StartAutomationExecution'],
};
const SERVICES = Object.keys(EFFECTS);

/** Now and then, on every call that changes something and on some that read, in each chapter. */
const nowAndThen = (kind, services, more = {}) => ({
  arm: inEach(async world => {
    for (const service of services) {
      for (const operation of EFFECTS[service]) {
        await world.fault(kind, {
          match: { service, operation },
          count: 1,
          ...more,
        });
      }
      await world.fault(kind, { match: { service }, count: 4, ...more });
    }
  }),
});

/** From the middle of every chapter on, until somebody sees to it. */
const withoutEnd = (kind, match, more = {}) => ({
  during: inEach(once(world => world.fault(kind, { match, ...more }))),
});

/** Every call that changes something stays without an answer once, for as long as a client waits. */
const unanswered = kind => ({
  arm: {
    failover: async world => {
      for (const operation of SERVICES.flatMap(service => EFFECTS[service])) {
        await world.fault(kind, { match: { operation }, count: 1 });
      }
    },
  },
});

const EXPIRED = {
  code: 'ExpiredTokenException',
  message: 'The security token included in the request is expired',
  status: 403,
};

const denied = operation => ({
  name: `${operation} is not allowed by IAM`,
  tells: /not authorized to perform/,
  isMendedWhenTold: true,
  arm: {
    failover: world =>
      world.fault('error', { match: { operation }, status: 403 }),
  },
});

export const callFaults = [
  {
    name: 'DRS throttles (429) now and then',
    ...nowAndThen('throttle', ['drs'], { seconds: 1 }),
  },
  {
    name: 'EC2 throttles (503) now and then',
    ...nowAndThen('throttle', ['ec2']),
  },
  {
    name: 'SSM throttles (400) now and then',
    ...nowAndThen('throttle', ['ssm']),
  },
  {
    name: 'DRS throttles without end, in every chapter',
    ...withoutEnd('throttle', { service: 'drs' }, { seconds: 1 }),
  },
  {
    name: 'every service answers 500 now and then',
    ...nowAndThen('serverError', SERVICES),
  },
  {
    name: 'every service answers 500 without end, in every chapter',
    ...withoutEnd('serverError', {}),
  },
  {
    name: 'connections are reset before a call acts, now and then',
    ...nowAndThen('lostRequest', SERVICES),
  },
  {
    name: 'answers are lost after a call acted, now and then',
    ...nowAndThen('lostResponse', SERVICES),
  },
  {
    name: 'calls are left unanswered before they act',
    ...unanswered('unansweredRequest'),
  },
  {
    name: 'calls act and are left unanswered',
    ...unanswered('unansweredResponse'),
  },
  {
    name: 'reads are ten minutes old',
    arm: { failover: world => world.fault('staleReads', { seconds: 600 }) },
  },
  {
    name: 'every page holds one item',
    arm: { failover: world => world.fault('smallPages', { size: 1 }) },
  },
  {
    name: 'credentials expire in the middle of every chapter',
    tells: /token included in the request is expired/,
    ...withoutEnd('error', {}, EXPIRED),
  },
  {
    name: 'the API of the source region is out, in every chapter',
    ...withoutEnd('lostRequest', { region: SOURCE }),
  },
  {
    name: 'the API of the recovery region is out, in every chapter',
    ...withoutEnd('lostRequest', { region: RECOVERY }),
  },
  denied('StartRecovery'),
  // On the other route agents are installed, and it is never called.
  { ...denied('ReverseReplication'), routes: ['native'] },
  denied('TerminateRecoveryInstances'),
  denied('CreateLaunchTemplateVersion'),
  denied('SendCommand'),
  {
    name: 'DRS says that it is not the time for it, in every chapter',
    arm: inEach(
      world =>
        world.fault('error', {
          match: { service: 'drs', operation: 'ReverseReplication' },
          code: 'ConflictException',
          message: 'Recovery instance is not in a state that allows this.',
          status: 409,
          count: 3,
        }),
      CHAPTERS,
    ),
  },
];
