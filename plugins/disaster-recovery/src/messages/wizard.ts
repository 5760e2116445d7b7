/** The failback wizard. */
export const wizardMessages = {
  title: 'Failback of {{name}}',
  toSession: 'Show the session',
  steps: 'Steps of the failback',
  numbered: '{{number}} {{name}}',
  name: {
    review: 'Review',
    agents: 'Agents',
    mirror: 'Mirror configuration',
    replicate: 'Reverse replication',
    monitor: 'Monitor',
    execute: 'Execute',
  },
  state: {
    done: 'Done',
    running: 'Running',
    failed: 'Failed',
    now: 'Now',
    later: 'Later',
    notNeeded: 'Not needed',
  },
  goTo: {
    mirror: 'Go on to mirroring',
    replicate: 'Go on to reverse replication',
    monitor: 'Watch the replication',
    execute: 'Go on to the failback',
  },
  runningFor: 'Running for {{duration}}',
  retryKeeps:
    'What has succeeded stays as it is. Trying again works only on what failed.',
  review: {
    title: 'Review what failed over',
    intro:
      'On the way back they are replicated from {{recovery}} to {{source}}, and launched there when you say so.',
    note: 'Nothing is changed on this step.',
    next: 'Go on to the agents',
    blocked_one: '{{count}} instance cannot fail back',
    blocked_other: '{{count}} instances cannot fail back',
    allCan: 'Every instance can fail back.',
  },
  route: {
    native: {
      title: 'Native: AWS reverses the replication',
      titleFits: 'Native: AWS reverses the replication (fits)',
      does: 'DRS turns replication round with the agents that are there. Nothing is installed and nothing reboots.',
      takes: 'Starts within about 10 minutes.',
      risks:
        'Needs machines that came from EC2, return where they came from, and have a healthy agent.',
    },
    reinstall: {
      title: 'Reinstall: a fresh agent on each instance',
      titleFits: 'Reinstall: a fresh agent on each instance (fits)',
      does: 'Uninstalls the agent, reboots the instance, and installs an agent that replicates to the source region.',
      takes: 'About 15 minutes for an instance; they run side by side.',
      risks: 'Every instance reboots once: users notice it.',
    },
    advice: {
      fits_one:
        'Native fits: the instance came from EC2, returns where it came from, and its agent is heard.',
      fits_other:
        'Native fits: all {{count}} instances came from EC2, return where they came from, and their agents are heard.',
      otherAccount_one:
        'Native fits if the two accounts trust each other in DRS: the instance returns to another account than it runs in.',
      otherAccount_other:
        'Native fits if the two accounts trust each other in DRS: the {{count}} instances return to another account than they run in.',
      notFromAws_one:
        'Reinstall fits: {{count}} instance did not come from EC2.',
      notFromAws_other:
        'Reinstall fits: {{count}} instances did not come from EC2.',
      agentUnseen_one:
        'Reinstall fits: the agent of {{count}} instance is not heard by DRS.',
      agentUnseen_other:
        'Reinstall fits: the agents of {{count}} instances are not heard by DRS.',
    },
  },
  agents: {
    title: 'Choose the route, and install agents if it needs them',
    titles: {
      reinstall: 'Install the agents',
      native: 'No agents to install',
    },
    intro:
      'Replication from {{recovery}} to {{source}} can be reached in two ways. The choice decides the order of the next steps.',
    choice: 'Route',
    decided: {
      again:
        'The agent is installed anew on what has lost its source server, and on nothing else: what replicates goes on, what is back stays.',
      native:
        'This session takes the native route: the agents that are there go on working.',
      reinstall:
        'This session takes the reinstall route: uninstall, reboot and install, instance by instance.',
    },
    start_one: 'Install agents on {{count}} instance',
    start_other: 'Install agents on {{count}} instances',
    before:
      'Takes about 15 minutes, and you may close this page while it runs.',
    running:
      'Usually about 15 minutes for an instance. You may close this page.',
    done: 'Every agent is installed.',
    noneNeeded: 'No agent is installed on this route.',
  },
  mirror: {
    title: 'Mirror the configuration',
    intro:
      'Makes Protection Groups and a Recovery Plan that launch in {{source}} with the original subnets, security groups and instance profiles. The originals are not changed.',
    order: {
      reinstall:
        'It comes before reverse replication on this route, because the agents have registered the servers already.',
      native:
        'It comes after the start of reverse replication on this route, because only that makes the servers to mirror onto.',
    },
    before: 'Takes about a minute.',
    running: 'Usually about a minute.',
    done: 'The configuration is mirrored.',
    acceptUnmapped_one: 'Mirror the others, and leave {{count}} server behind',
    acceptUnmapped_other:
      'Mirror the others, and leave {{count}} servers behind',
  },
  replicate: {
    title: 'Start reverse replication',
    intro:
      'Data begins to flow from {{recovery}} to {{source}}. Users go on working meanwhile.',
    how: {
      reinstall:
        'The agents replicate by themselves; those that stand still are started.',
      native: 'DRS is asked to reverse each instance, one call for each.',
    },
    start_one: 'Start reverse replication of {{count}} instance',
    start_other: 'Start reverse replication of {{count}} instances',
    before: 'Takes about 10 minutes to start; the copy itself takes longer.',
    running: 'Usually about 10 minutes. You may close this page.',
    done: 'Reverse replication runs on every instance.',
  },
  monitor: {
    title: 'Watch the data come back',
    intro:
      'Every instance has to be in step before the failback. This page goes on to the failback by itself.',
    progress: 'Replication of the session',
    readyOf: '{{percent}} %, {{ready}} of {{total}} ready',
    notStarted: 'Reverse replication has not been started yet.',
    wait: 'Waiting for every instance to be in step. You may close this page.',
    waitEta:
      'Waiting for every instance to be in step, {{eta}}. You may close this page.',
    ready: 'Every instance is ready.',
  },
  execute: {
    title: 'Fail back, as a drill or for real',
    intro:
      'The mirrored plan launches the instances in {{source}} from the data that has come back from {{recovery}}.',
    choice: 'Drill or failback',
    mode: {
      DRILL: {
        title: 'Drill',
        does: 'Launches test instances in {{source}} beside everything that runs.',
        doesInPlace_one:
          'Launches test instances in {{source}}. AWS terminates {{count}} earlier instance there for it.',
        doesInPlace_other:
          'Launches test instances in {{source}}. AWS terminates {{count}} earlier instances there for it.',
        keeps: 'Users go on working in {{recovery}}; replication goes on.',
        after: 'You look at them, and terminate them here.',
      },
      RECOVERY: {
        title: 'Failback',
        does: 'Launches the instances in {{source}} that users will work on.',
        keeps:
          'What is written in {{recovery}} afterwards does not come back; stop the applications there first.',
        after: 'Re-protection and cleanup follow.',
      },
    },
    note: {
      DRILL: 'A drill changes nothing for users. It takes about 20 minutes.',
      RECOVERY: 'The failback takes about 20 minutes.',
    },
    noteDestroying_one:
      'Users notice nothing of a drill, but this one destroys {{count}} instance for good: it asks first. It takes about 20 minutes.',
    noteDestroying_other:
      'Users notice nothing of a drill, but this one destroys {{count}} instances for good: it asks first. It takes about 20 minutes.',
    startDrill: 'Run the drill',
    startRecovery: 'Fail back',
    running:
      'Instances are being launched, usually about 20 minutes. You may close this page.',
    loading: 'AWS is being asked what would happen.',
    blocked: 'The preflight below says what stands against it.',
    waves: 'Waves',
    confirmTitle: {
      DRILL: 'Drill the failback of {{name}}',
      RECOVERY: 'Fail back {{name}}',
    },
    confirmWave_one: '{{name}}: {{count}} instance is launched in {{source}}.',
    confirmWave_other:
      '{{name}}: {{count}} instances are launched in {{source}}.',
    confirmAfter: {
      DRILL:
        'The session is ready for failback again; the test instances wait to be terminated.',
      RECOVERY: 'The session waits for re-protection and cleanup.',
    },
    confirmKept: {
      DRILL:
        'The recovery instances in {{recovery}}, which serve users, and their replication.',
      RECOVERY:
        'The recovery instances in {{recovery}} go on running until the cleanup.',
    },
    confirmLosses:
      'What AWS terminates cannot be brought back. If anything on it may still be needed, make an image of it first.',
    confirmWrites:
      'What users write in {{recovery}} from now on does not come back. Stop the applications there first, and wait for the last of it to arrive.',
  },
  drill: {
    title: 'A drill is running in {{region}}',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
    execution: 'Show its execution',
  },
  preflight: {
    title: 'What will happen',
    wave_one: '{{name}}: {{count}} instance',
    wave_other: '{{name}}: {{count}} instances',
    expected: 'Took {{duration}} in past runs.',
    destroysNothing: 'Nothing is destroyed.',
    destroys_one: '{{count}} instance is terminated by AWS for it:',
    destroys_other: '{{count}} instances are terminated by AWS for it:',
    destroyed: '{{name}}, {{id}}: {{description}}',
    findingRemedy: '{{message}} {{remedy}}',
  },
  end: {
    title: 'Failed back',
    intro:
      'The instances run in {{source}} again. Those in {{recovery}} still run, and cost.',
    introCleaned:
      'The instances run in {{source}} again. Nothing is left of them in {{recovery}}.',
    note: {
      unprotected:
        'Re-protection comes first: until it is complete, these instances are not protected.',
      protecting:
        'They are being protected again. The first copy may take hours; you may close this page.',
      protected:
        'They are protected again. What is left is to clean up the recovery region.',
      cleaning: 'They are protected again. The cleanup is under way.',
      cleaned: 'They are protected again. Nothing is left to do.',
    },
  },
} as const;
