export const LINUX_DIRECTORY = '/var/lib/aws-replication-agent';
export const WINDOWS_DIRECTORY =
  'C:\\Program Files (x86)\\AWS Replication Agent';

/** Files in the Linux agent's directory. */
export const LINUX_FILES = [
  'stopAgent.sh',
  'uninstall_agent_linux.sh',
  'agent.log.0',
  'agent.config',
];

/** Files in the Windows agent's directory, without the batch files that not all releases have. */
export const WINDOWS_FILES = [
  'dist',
  'dist\\install_agent_windows.exe',
  'agent.log.0',
  'agent.config',
];

export const WINDOWS_BATCH_FILES = [
  'stopAgent.bat',
  'uninstall_agent_windows.bat',
];
