// Says at the end of a process how much CPU time it has taken, in seconds.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(String((userCPUTime + systemCPUTime) / 1e6));
});
