// SPDX-License-Identifier: Apache-2.0

//! Times the crate `sigstore-verify`: it verifies one bundle again and again in this process, with
//! the trusted root, the identity policy and the artifact loaded beforehand, and prints the times
//! as one line of JSON. One iteration parses the bundle and verifies all of it.

use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use sigstore_trust_root::TrustedRoot;
use sigstore_types::Bundle;
use sigstore_verify::{VerificationPolicy, Verifier};

const LOCK: &str = include_str!("../Cargo.lock");

#[derive(Default)]
struct Request {
    bundle: String,
    trusted_root: String,
    artifact: String,
    identity: String,
    issuer: String,
    iterations: usize,
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Request, Box<dyn Error>> {
    let mut request = Request {
        iterations: 1,
        ..Request::default()
    };
    while let Some(flag) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--bundle" => request.bundle = value,
            "--trusted-root" => request.trusted_root = value,
            "--artifact" => request.artifact = value,
            "--identity" => request.identity = value,
            "--issuer" => request.issuer = value,
            "--iterations" => request.iterations = value.parse()?,
            _ => return Err(format!("unknown flag {flag}").into()),
        }
    }
    if request.iterations < 1 || request.identity.is_empty() || request.issuer.is_empty() {
        return Err("needs an identity, an issuer and iterations".into());
    }
    Ok(request)
}

/// What a caller who verifies many bundles keeps between them.
struct Loaded {
    verifier: Verifier,
    policy: VerificationPolicy,
    bundle_json: String,
    artifact: Vec<u8>,
}

impl Loaded {
    fn new(request: &Request) -> Result<Self, Box<dyn Error>> {
        let root = TrustedRoot::from_file(&request.trusted_root)?;
        Ok(Self {
            verifier: Verifier::new(&root)?,
            policy: VerificationPolicy::new(request.identity.as_str(), request.issuer.as_str()),
            bundle_json: std::fs::read_to_string(&request.bundle)?,
            artifact: std::fs::read(&request.artifact)?,
        })
    }

    fn verify_once(&self) -> Result<(), Box<dyn Error>> {
        let bundle = Bundle::from_json(&self.bundle_json)?;
        let result = self
            .verifier
            .verify(&self.artifact, &bundle, &self.policy)?;
        if !(result.certificate_verified() && result.sct_verified() && result.tlog_verified()) {
            return Err("something was not verified".into());
        }
        Ok(())
    }

    /// The sorted microseconds of the iterations and their mean processor time, after a tenth of
    /// them unmeasured.
    fn measure(&self, iterations: usize) -> Result<(Vec<f64>, f64), Box<dyn Error>> {
        for _ in 0..iterations / 10 {
            self.verify_once()?;
        }
        let cpu_before = cpu_us();
        let mut times = Vec::with_capacity(iterations);
        for _ in 0..iterations {
            let began = Instant::now();
            self.verify_once()?;
            times.push(began.elapsed().as_nanos() as f64 / 1000.0);
        }
        let cpu = (cpu_us() - cpu_before) / iterations as f64;
        times.sort_by(f64::total_cmp);
        Ok((times, cpu))
    }
}

/// The processor time of this process so far.
fn cpu_us() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

/// The version that Cargo.lock pins.
fn version_of(package: &str) -> &'static str {
    LOCK.split_once(&format!("name = \"{package}\"\nversion = \""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("unknown", |(version, _)| version)
}

fn run() -> Result<(), Box<dyn Error>> {
    let request = parse(std::env::args().skip(1))?;
    let (times, cpu) = Loaded::new(&request)?.measure(request.iterations)?;
    let last = times.len() - 1;
    println!(
        "{{\"peer\":\"sigstore-verify (Rust)\",\"version\":\"{}\",\"bundle\":\"{}\",\
         \"iterations\":{},\"min_us\":{},\"median_us\":{},\"p90_us\":{},\"cpu_us\":{cpu}}}",
        version_of("sigstore-verify"),
        request.bundle.escape_default(),
        request.iterations,
        times[0],
        times[last / 2],
        times[last * 9 / 10],
    );
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sigstore_rust_verify: {error}");
            ExitCode::FAILURE
        }
    }
}
