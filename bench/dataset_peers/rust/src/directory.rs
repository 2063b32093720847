// SPDX-License-Identifier: Apache-2.0

//! The directory of akd, which is what its users get: publish, lookup, verify.

use std::error::Error;

use akd::directory::Directory;
use akd::ecvrf::{HardCodedAkdVRF, VRFPublicKey};
use akd::storage::manager::StorageManager;
use akd::storage::memory::AsyncInMemoryDatabase;
use akd::{
    AkdLabel, AkdValue, AzksParallelismConfig, EpochHash, WhatsAppV1Configuration as Config,
};
use protobuf::Message;
use tokio::runtime::Runtime;

use crate::bare::failure;
use crate::clock::{peak_rss_bytes, timed};
use crate::heap;
use crate::records::Records;

pub struct Measured {
    pub publish_s: f64,
    pub peak_rss_bytes: u64,
    pub heap_bytes: isize,
    pub bytes: f64,
    pub lookup_us: f64,
    pub verify_us: f64,
}

/// One publication of all records, then `count` lookups of members: it has none of what is absent.
pub fn measure(
    runtime: &Runtime,
    records: &Records,
    count: u64,
) -> Result<Measured, Box<dyn Error>> {
    let heap_before = heap::live_bytes();
    let updates: Vec<_> = (0..records.count())
        .map(|index| (AkdLabel(records.get(index)), AkdValue(vec![1])))
        .collect();
    let storage = StorageManager::new_no_cache(AsyncInMemoryDatabase::new());
    let directory = runtime.block_on(Directory::<Config, _, _>::new(
        storage,
        HardCodedAkdVRF {},
        AzksParallelismConfig::disabled(),
    ))?;
    let (published, publish_s) = timed(|| runtime.block_on(directory.publish(updates)));
    published?;
    let mut measured = Measured {
        publish_s,
        peak_rss_bytes: peak_rss_bytes()?,
        heap_bytes: heap::live_bytes() - heap_before,
        bytes: 0.0,
        lookup_us: 0.0,
        verify_us: 0.0,
    };
    let key: VRFPublicKey = runtime.block_on(directory.get_public_key())?;
    for number in 0..count {
        let label = AkdLabel(records.get(number * records.count() / count));
        let (found, lookup_s) = timed(|| runtime.block_on(directory.lookup(label.clone())));
        let (proof, EpochHash(epoch, root)) = found?;
        let message = akd_core::proto::specs::types::LookupProof::from(&proof);
        measured.bytes += message.write_to_bytes()?.len() as f64 / count as f64;
        let (verified, verify_s) = timed(|| {
            akd::client::lookup_verify::<Config>(key.as_bytes(), root, epoch, label, proof)
        });
        verified.map_err(failure)?;
        measured.lookup_us += lookup_s * 1e6 / count as f64;
        measured.verify_us += verify_s * 1e6 / count as f64;
    }
    Ok(measured)
}
