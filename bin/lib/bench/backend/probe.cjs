// Goes into the portal's backend before all else, and tells how it fared since it was last asked: SIGUSR2 asks, and the answer
// goes to the file BENCH_PROBE.
const fs = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let computed = process.cpuUsage();
let most = 0;

const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss);
}, 250);
watch.unref();

process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage(computed);
  const answer = {
    // The histogram counts from one tick of its timer to the next; what is beyond that is delay.
    delayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
    memoryBytes: Math.max(most, process.memoryUsage().rss),
    computedSeconds: (user + system) / 1e6,
  };
  delay.reset();
  computed = process.cpuUsage();
  most = 0;
  // Moved into its place when it is complete.
  fs.writeFileSync(`${process.env.BENCH_PROBE}.new`, JSON.stringify(answer));
  fs.renameSync(`${process.env.BENCH_PROBE}.new`, process.env.BENCH_PROBE);
});
