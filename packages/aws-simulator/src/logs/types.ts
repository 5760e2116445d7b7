export type LogEvent = {
  eventId: string;
  timestamp: number;
  message: string;
  ingestionTime: number;
};

export type LogStream = {
  name: string;
  createdAt: number;
  events: LogEvent[];
};

export type LogGroup = {
  name: string;
  createdAt: number;
  streams: Record<string, LogStream>;
};

export type LogsState = { groups: Record<string, LogGroup> };
