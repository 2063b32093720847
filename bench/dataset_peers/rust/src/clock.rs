// SPDX-License-Identifier: Apache-2.0

//! What the kernel says of this process.

use rustix::time::{clock_gettime, ClockId};

/// The processor time of this process so far, in seconds.
pub fn cpu_s() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Runs it; what it returns and the processor time that it took, in seconds.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, f64) {
    let began = cpu_s();
    let result = run();
    (result, cpu_s() - began)
}

/// The peak of resident memory so far, in bytes.
pub fn peak_rss_bytes() -> Result<u64, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    Ok(kib.ok_or("no VmHWM")?.parse::<u64>()? * 1024)
}
