import { Call, Operations, read, write } from '../Call';
import { AwsError } from '../wire/AwsError';
import { LogGroup, LogStream } from './types';

function missing(what: string): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    `The specified log ${what} does not exist.`,
  );
}

function exists(what: string): AwsError {
  return new AwsError(
    'ResourceAlreadyExistsException',
    `The specified log ${what} already exists`,
  );
}

function invalidToken(): AwsError {
  return new AwsError(
    'InvalidParameterException',
    'The specified nextToken is invalid.',
  );
}

function groupOf(call: Call, input: Record<string, any>): LogGroup {
  const name =
    input.logGroupName ??
    String(input.logGroupIdentifier ?? '')
      .split(':')
      .pop();
  const group = call.state.logs.groups[name];
  if (!group) throw missing('group');
  return group;
}

function streamOf(call: Call, input: Record<string, any>): LogStream {
  const stream = groupOf(call, input).streams[input.logStreamName];
  if (!stream) throw missing('stream');
  return stream;
}

function arn(call: Call, group: LogGroup): string {
  return `arn:aws:logs:${call.region}:${call.account}:log-group:${group.name}`;
}

export const logsOperations: Operations = {
  CreateLogGroup: write((input, call) => {
    const { groups } = call.state.logs;
    if (groups[input.logGroupName]) throw exists('group');
    groups[input.logGroupName] = {
      name: input.logGroupName,
      createdAt: call.now,
      streams: {},
    };
  }),

  CreateLogStream: write((input, call) => {
    const group = groupOf(call, input);
    if (group.streams[input.logStreamName]) throw exists('stream');
    group.streams[input.logStreamName] = {
      name: input.logStreamName,
      createdAt: call.now,
      events: [],
    };
  }),

  DescribeLogGroups: read((input, call) => {
    const groups = Object.values(call.state.logs.groups).filter(group =>
      group.name.startsWith(input.logGroupNamePrefix ?? ''),
    );
    const page = call.page(groups, group => group.name, {
      token: input.nextToken,
      size: input.limit ?? 50,
      query: input.logGroupNamePrefix,
      invalidToken,
    });
    return {
      logGroups: page.items.map(group => ({
        logGroupName: group.name,
        creationTime: group.createdAt,
        metricFilterCount: 0,
        storedBytes: 0,
        arn: `${arn(call, group)}:*`,
        logGroupArn: arn(call, group),
      })),
      nextToken: page.nextToken,
    };
  }),

  DescribeLogStreams: read((input, call) => {
    const group = groupOf(call, input);
    const streams = Object.values(group.streams).filter(stream =>
      stream.name.startsWith(input.logStreamNamePrefix ?? ''),
    );
    const page = call.page(streams, stream => stream.name, {
      token: input.nextToken,
      size: input.limit ?? 50,
      query: [group.name, input.logStreamNamePrefix],
      invalidToken,
    });
    return {
      logStreams: page.items.map(stream => ({
        logStreamName: stream.name,
        creationTime: stream.createdAt,
        firstEventTimestamp: stream.events[0]?.timestamp,
        lastEventTimestamp: stream.events.at(-1)?.timestamp,
        lastIngestionTime: stream.events.at(-1)?.ingestionTime,
        uploadSequenceToken: String(stream.events.length + 1),
        arn: `${arn(call, group)}:log-stream:${stream.name}`,
      })),
      nextToken: page.nextToken,
    };
  }),

  PutLogEvents: write((input, call) => {
    const stream = streamOf(call, input);
    const times: number[] = input.logEvents.map(
      (event: any) => event.timestamp,
    );
    if (times.some((time, index) => index > 0 && time < times[index - 1])) {
      throw new AwsError(
        'InvalidParameterException',
        'Log events in a single PutLogEvents request must be in chronological order.',
      );
    }
    for (const { timestamp, message } of input.logEvents) {
      stream.events.push({
        eventId: String(call.world.count('logEvent')).padStart(20, '0'),
        timestamp,
        message,
        ingestionTime: call.now,
      });
    }
    return { nextSequenceToken: String(stream.events.length + 1) };
  }),

  GetLogEvents: read((input, call) => {
    const events = streamOf(call, input).events.filter(
      event =>
        event.timestamp >= (input.startTime ?? -Infinity) &&
        event.timestamp < (input.endTime ?? Infinity),
    );
    const limit = input.limit ?? 10_000;
    const backward = input.nextToken?.match(/^b\/(\d+)$/);
    const forward = input.nextToken?.match(/^f\/(\d+)$/);
    if (input.nextToken && !backward && !forward) throw invalidToken();
    let start = input.startFromHead ? 0 : Math.max(0, events.length - limit);
    if (forward) start = Number(forward[1]);
    if (backward) start = Math.max(0, Number(backward[1]) - limit);
    const end = backward ? Number(backward[1]) : start + limit;
    const given = events.slice(start, end);
    return {
      events: given.map(({ timestamp, message, ingestionTime }) => ({
        timestamp,
        message,
        ingestionTime,
      })),
      nextForwardToken: `f/${start + given.length}`,
      nextBackwardToken: `b/${start}`,
    };
  }),

  FilterLogEvents: read((input, call) => {
    const group = groupOf(call, input);
    const words: string[] = (input.filterPattern ?? '')
      .split(/\s+/)
      .map((word: string) => word.replace(/^"|"$/g, ''))
      .filter(Boolean);
    const events = Object.values(group.streams)
      .filter(
        stream =>
          (!input.logStreamNames?.length ||
            input.logStreamNames.includes(stream.name)) &&
          stream.name.startsWith(input.logStreamNamePrefix ?? ''),
      )
      .flatMap(stream =>
        stream.events.map(event => ({ ...event, logStreamName: stream.name })),
      )
      .filter(
        event =>
          event.timestamp >= (input.startTime ?? -Infinity) &&
          event.timestamp < (input.endTime ?? Infinity) &&
          words.every(word => event.message.includes(word)),
      )
      .sort((a, b) => a.timestamp - b.timestamp);
    const page = call.page(events, event => event.eventId, {
      token: input.nextToken,
      size: input.limit ?? 10_000,
      query: [group.name, input.filterPattern, input.logStreamNames],
      invalidToken,
    });
    return {
      events: page.items,
      searchedLogStreams: [],
      nextToken: page.nextToken,
    };
  }),
};
