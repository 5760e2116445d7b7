type Platform = 'LINUX' | 'WINDOWS';

/** What a script ends with when the agent's directory is still there: looking again later may help. */
export const STILL_THERE = 75;

const LINUX_BOOT =
  'echo "boot-id=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"';

// The uninstaller hands its work to systemd and returns before that is done: removing the directory or rebooting at once would
// cut it short, and leave an agent that is bound to the other region. What a dying agent writes may bring the directory back.
const LINUX_UNINSTALL = `agent=/var/lib/aws-replication-agent
${LINUX_BOOT}
if [ ! -e "$agent" ]; then
  echo "agent=absent"
  exit 0
fi
if [ -x "$agent/stopAgent.sh" ]; then
  "$agent/stopAgent.sh" || echo "stopAgent.sh did not end well" >&2
fi
if [ -x "$agent/uninstall_agent_linux.sh" ]; then
  if ! "$agent/uninstall_agent_linux.sh"; then
    echo "uninstall_agent_linux.sh did not end well; trying it from its own directory" >&2
    cd "$agent" || exit 1
    if ! ./uninstall_agent_linux.sh; then
      echo "The agent's uninstaller failed" >&2
      exit 1
    fi
    cd /
  fi
elif [ -n "$(ls -A "$agent" 2>/dev/null)" ]; then
  echo "There is no uninstaller in $agent" >&2
  exit 1
fi
waited=0
while [ "$waited" -lt 300 ]; do
  if [ -z "$(ls -A "$agent" 2>/dev/null)" ]; then
    break
  fi
  sleep 5
  waited=$((waited + 5))
done
if systemctl is-active --quiet aws-replication-agent; then
  echo "The agent still runs after $waited s" >&2
  exit ${STILL_THERE}
fi
rm -rf "$agent"
sleep 2
if [ -e "$agent" ]; then
  echo "$agent is still there" >&2
  exit ${STILL_THERE}
fi
echo "agent=removed"`;

const WINDOWS_BOOT = `$boot = (Get-CimInstance -ClassName Win32_OperatingSystem).LastBootUpTime.ToUniversalTime().ToString('o')
Write-Output "boot-id=$boot"`;

// Not every release of the agent has the batch files; AWS documents the installer's own --remove, run from a copy, because it
// deletes the directory that it would be running from.
const WINDOWS_UNINSTALL = `$agent = 'C:\\Program Files (x86)\\AWS Replication Agent'
$copy = "$env:TEMP\\drs-agent-uninstaller"
$done = $false
${WINDOWS_BOOT}
if (-not (Test-Path -LiteralPath $agent)) {
  Write-Output 'agent=absent'
  exit 0
}
if (Test-Path -LiteralPath "$agent\\stopAgent.bat") {
  & "$agent\\stopAgent.bat"
}
if (Test-Path -LiteralPath "$agent\\uninstall_agent_windows.bat") {
  & "$agent\\uninstall_agent_windows.bat"
  if ($LASTEXITCODE -eq 0) {
    $done = $true
  }
}
if ((-not $done) -and (Test-Path -LiteralPath "$agent\\dist\\install_agent_windows.exe")) {
  if (Test-Path -LiteralPath $copy) {
    Remove-Item -LiteralPath $copy -Recurse -Force
  }
  Copy-Item -LiteralPath "$agent\\dist" -Destination "$copy" -Recurse -Force
  & "$copy\\install_agent_windows.exe" --remove
  if ($LASTEXITCODE -eq 0) {
    $done = $true
  }
}
if ((-not $done) -and (Get-ChildItem -LiteralPath "$agent")) {
  Write-Error 'No uninstaller of the agent succeeded'
  exit 1
}
$waited = 0
while ((Get-Service -Name 'AwsReplicationService' -ErrorAction SilentlyContinue) -and ($waited -lt 300)) {
  Start-Sleep -Seconds 5
  $waited += 5
}
Remove-Item -LiteralPath "$agent" -Recurse -Force -ErrorAction SilentlyContinue
Start-Sleep -Seconds 2
if (Test-Path -LiteralPath $agent) {
  Write-Error 'The directory of the agent is still there'
  exit ${STILL_THERE}
}
Write-Output 'agent=removed'`;

/** A script for an instance, and the document of Amazon's that runs it. */
export interface AgentScript {
  documentName: string;
  commands: string[];
}

function scriptFor(platform: Platform, linux: string, windows: string) {
  const isWindows = platform === 'WINDOWS';
  return {
    documentName: isWindows ? 'AWS-RunPowerShellScript' : 'AWS-RunShellScript',
    commands: (isWindows ? windows : linux).split('\n'),
  };
}

/**
 * Uninstalls whatever replication agent there is, waits until it is gone with its directory, and says what it found. Can be
 * run again, and finds nothing to do then.
 */
export function uninstallScript(platform: Platform): AgentScript {
  return scriptFor(platform, LINUX_UNINSTALL, WINDOWS_UNINSTALL);
}

/** Tells this boot of the operating system from any other. */
export function bootScript(platform: Platform): AgentScript {
  return scriptFor(platform, LINUX_BOOT, WINDOWS_BOOT);
}

/** What a script said of the instance; nothing where SSM lost its output. */
export function readScriptOutput(stdout: string): {
  bootId?: string;
  agent?: 'absent' | 'removed';
} {
  const bootId = /^boot-id=(\S+)\s*$/m.exec(stdout)?.[1];
  const agent = /^agent=(absent|removed)\s*$/m.exec(stdout)?.[1];
  return { bootId, agent: agent as 'absent' | 'removed' | undefined };
}
