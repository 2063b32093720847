// SPDX-License-Identifier: Apache-2.0

//! Measures the crate `akd` as a commitment to a set of records: processor time of labels and tree,
//! memory, and proofs of members and of what is absent. Prints one line of JSON.
//!
//! `bare` measures its set, `directory` what is built on it.

mod bare;
mod clock;
mod directory;
mod heap;
mod records;

use std::error::Error;
use std::process::ExitCode;

use records::Records;
use tokio::runtime::{Builder, Runtime};

const LOCK: &str = include_str!("../Cargo.lock");

struct Request {
    is_directory: bool,
    records: u64,
    record_bytes: usize,
    pool: String,
    lines: String,
    threads: u32,
    proofs: u64,
    counts_heap: bool,
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Request, Box<dyn Error>> {
    let mode = arguments.next().ok_or("bare or directory?")?;
    let mut request = Request {
        is_directory: mode == "directory",
        records: 0,
        record_bytes: 0,
        pool: String::new(),
        lines: String::new(),
        threads: 1,
        proofs: 0,
        counts_heap: false,
    };
    if !request.is_directory && mode != "bare" {
        return Err(format!("unknown mode {mode}").into());
    }
    while let Some(flag) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--records" => request.records = value.parse()?,
            "--record-bytes" => request.record_bytes = value.parse()?,
            "--pool" => request.pool = value,
            "--lines" => request.lines = value,
            "--threads" => request.threads = value.parse()?,
            "--count-heap" => request.counts_heap = value.parse()?,
            "--proofs" => request.proofs = value.parse()?,
            _ => return Err(format!("unknown flag {flag}").into()),
        }
    }
    Ok(request)
}

fn records_of(request: &Request) -> Result<Records, Box<dyn Error>> {
    if !request.lines.is_empty() {
        return Records::lines_of(&request.lines);
    }
    if request.record_bytes > 0 {
        return Records::pieces_of(&request.pool, request.records, request.record_bytes);
    }
    Ok(Records::Digests {
        count: request.records,
    })
}

fn make_runtime(threads: u32) -> std::io::Result<Runtime> {
    if threads == 1 {
        return Builder::new_current_thread().build();
    }
    Builder::new_multi_thread()
        .worker_threads(threads as usize)
        .build()
}

/// The version that Cargo.lock pins.
fn version_of(package: &str) -> &'static str {
    LOCK.split_once(&format!("name = \"{package}\"\nversion = \""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("unknown", |(version, _)| version)
}

fn shown(proofs: &bare::Proofs) -> String {
    format!(
        "{{\"bytes\":{},\"prove_path_us\":{},\"prove_us\":{},\"verify_us\":{}}}",
        proofs.bytes, proofs.prove_path_us, proofs.prove_us, proofs.verify_us
    )
}

fn measure_bare(
    request: &Request,
    runtime: &Runtime,
    records: &Records,
) -> Result<String, Box<dyn Error>> {
    let (set, commit) = bare::Set::commit(runtime, records, request.threads)?;
    let mut line = format!(
        "\"label_s\":{},\"tree_s\":{},\"wall_s\":{},\"peak_rss_bytes\":{}",
        commit.label_s, commit.tree_s, commit.wall_s, commit.peak_rss_bytes
    );
    if request.counts_heap {
        line += &format!(",\"heap_bytes\":{}", commit.heap_bytes);
    }
    if request.proofs > 0 {
        let (all, count) = (records.count(), request.proofs);
        let member = set.prove(runtime, records, 0, all, count)?;
        let absent = set.prove(runtime, records, all, all, count)?;
        line += &format!(
            ",\"member\":{},\"absent\":{}",
            shown(&member),
            shown(&absent)
        );
    }
    Ok(line)
}

fn measure_directory(
    request: &Request,
    runtime: &Runtime,
    records: &Records,
) -> Result<String, Box<dyn Error>> {
    let measured = directory::measure(runtime, records, request.proofs)?;
    let mut line = format!(
        "\"commit_s\":{},\"peak_rss_bytes\":{},\
         \"member\":{{\"bytes\":{},\"prove_us\":{},\"verify_us\":{}}}",
        measured.publish_s,
        measured.peak_rss_bytes,
        measured.bytes,
        measured.lookup_us,
        measured.verify_us
    );
    if request.counts_heap {
        line += &format!(",\"heap_bytes\":{}", measured.heap_bytes);
    }
    Ok(line)
}

fn run() -> Result<(), Box<dyn Error>> {
    let request = parse(std::env::args().skip(1))?;
    if request.counts_heap {
        heap::start_counting();
    }
    let runtime = make_runtime(request.threads)?;
    let records = records_of(&request)?;
    let measured = if request.is_directory {
        measure_directory(&request, &runtime, &records)?
    } else {
        measure_bare(&request, &runtime, &records)?
    };
    println!(
        "{{\"version\":\"{}\",\"records\":{},{measured}}}",
        version_of("akd"),
        records.count()
    );
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dataset_akd_bench: {error}");
            ExitCode::FAILURE
        }
    }
}
