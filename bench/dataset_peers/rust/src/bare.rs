// SPDX-License-Identifier: Apache-2.0

//! The set of akd alone, `Azks`: labels, tree, and proofs of one record.

use std::error::Error;
use std::time::Instant;

use akd::append_only_zks::InsertMode;
use akd::ecvrf::{HardCodedAkdVRF, Proof, VRFExpandedPrivateKey, VRFKeyStorage, VRFPublicKey};
use akd::storage::manager::StorageManager;
use akd::storage::memory::AsyncInMemoryDatabase;
use akd::{
    AkdLabel, Azks, AzksElement, AzksParallelismConfig, AzksValue, Configuration, NodeLabel,
    VersionFreshness, WhatsAppV1Configuration as Config,
};
use akd_core::verify::base::{
    verify_membership_for_tests_only, verify_nonmembership_for_tests_only,
};
use protobuf::Message;
use tokio::runtime::Runtime;

use crate::clock::{peak_rss_bytes, timed};
use crate::heap;
use crate::records::Records;

type Storage = StorageManager<AsyncInMemoryDatabase>;
type Failure = Box<dyn Error>;

/// Errors of akd_core are none of the standard library's.
pub fn failure(error: impl std::fmt::Display) -> Failure {
    error.to_string().into()
}

/// The key of the examples: expanded once, as `publish` does it.
struct Key {
    expanded: VRFExpandedPrivateKey,
    public: VRFPublicKey,
}

impl Key {
    fn new(runtime: &Runtime) -> Result<Self, Failure> {
        let private = runtime
            .block_on(HardCodedAkdVRF {}.get_vrf_private_key())
            .map_err(failure)?;
        Ok(Self {
            expanded: VRFExpandedPrivateKey::from(&private),
            public: VRFPublicKey::from(&private),
        })
    }

    fn label_of(&self, record: Vec<u8>) -> NodeLabel {
        HardCodedAkdVRF::get_node_label_with_expanded_key::<Config>(
            &self.expanded,
            &self.public,
            &AkdLabel(record),
            VersionFreshness::Fresh,
            1,
        )
    }
}

fn vrf_input(record: &[u8]) -> Vec<u8> {
    Config::get_hash_from_label_input(&AkdLabel(record.to_vec()), VersionFreshness::Fresh, 1)
}

pub struct Commit {
    pub label_s: f64,
    pub tree_s: f64,
    pub wall_s: f64,
    pub peak_rss_bytes: u64,
    pub heap_bytes: isize,
}

pub struct Set {
    azks: Azks,
    storage: Storage,
    key: Key,
}

pub struct Proofs {
    pub bytes: f64,
    pub prove_path_us: f64,
    pub prove_us: f64,
    pub verify_us: f64,
}

impl Set {
    /// Commits to all records, as many tasks at once as the runtime has threads.
    pub fn commit(
        runtime: &Runtime,
        records: &Records,
        threads: u32,
    ) -> Result<(Self, Commit), Failure> {
        let key = Key::new(runtime)?;
        let heap_before = heap::live_bytes();
        let began = Instant::now();
        let storage = StorageManager::new_no_cache(AsyncInMemoryDatabase::new());
        let (elements, label_s) = label_all(runtime, &key, records, threads)?;
        let parallelism = if threads > 1 {
            AzksParallelismConfig::default()
        } else {
            AzksParallelismConfig::disabled()
        };
        let (azks, tree_s) = timed(|| {
            runtime.block_on(async {
                let mut azks = Azks::new::<Config, _>(&storage).await?;
                azks.batch_insert_nodes::<Config, _>(
                    &storage,
                    elements,
                    InsertMode::Directory,
                    parallelism,
                )
                .await
                .map(|()| azks)
            })
        });
        let commit = Commit {
            label_s,
            tree_s,
            wall_s: began.elapsed().as_secs_f64(),
            peak_rss_bytes: peak_rss_bytes()?,
            heap_bytes: heap::live_bytes() - heap_before,
        };
        let azks = azks?;
        Ok((Self { azks, storage, key }, commit))
    }

    /// Proves and verifies `count` of the records from `first` on, spread over `range`.
    pub fn prove(
        &self,
        runtime: &Runtime,
        records: &Records,
        first: u64,
        range: u64,
        count: u64,
    ) -> Result<Proofs, Failure> {
        let root = runtime.block_on(self.azks.get_root_hash::<Config, _>(&self.storage))?;
        let is_member = first < records.count();
        let mut sum = Proofs {
            bytes: 0.0,
            prove_path_us: 0.0,
            prove_us: 0.0,
            verify_us: 0.0,
        };
        for number in 0..count {
            let record = records.get(first + number * range / count);
            let (vrf_proof, vrf_s) = timed(|| {
                self.key
                    .expanded
                    .prove(&self.key.public, &vrf_input(&record))
            });
            let vrf_bytes = vrf_proof.to_bytes();
            let label = self.key.label_of(record.clone());
            let (path_bytes, path_s, verify_s) = if is_member {
                self.member(runtime, root, label, &record, &vrf_bytes)?
            } else {
                self.absent(runtime, root, label, &record, &vrf_bytes)?
            };
            sum.bytes += (vrf_bytes.len() + path_bytes) as f64;
            sum.prove_path_us += path_s * 1e6;
            sum.prove_us += (vrf_s + path_s) * 1e6;
            sum.verify_us += verify_s * 1e6;
        }
        let mean = |total: f64| total / count as f64;
        Ok(Proofs {
            bytes: mean(sum.bytes),
            prove_path_us: mean(sum.prove_path_us),
            prove_us: mean(sum.prove_us),
            verify_us: mean(sum.verify_us),
        })
    }

    /// The bytes of the path, and seconds that finding and that verifying took.
    fn member(
        &self,
        runtime: &Runtime,
        root: [u8; 32],
        label: NodeLabel,
        record: &[u8],
        vrf_proof: &[u8],
    ) -> Result<(usize, f64, f64), Failure> {
        let (proof, prove_s) = timed(|| {
            runtime.block_on(
                self.azks
                    .get_membership_proof::<Config, _>(&self.storage, label),
            )
        });
        let proof = proof?;
        let (verified, verify_s) = timed(|| -> Result<(), Failure> {
            self.verify_label(runtime, record, vrf_proof, proof.label)?;
            verify_membership_for_tests_only::<Config>(root, &proof).map_err(failure)
        });
        verified?;
        if verify_membership_for_tests_only::<Config>([0; 32], &proof).is_ok() {
            return Err("a proof holds for another root".into());
        }
        let message = akd_core::proto::specs::types::MembershipProof::from(&proof);
        Ok((message.write_to_bytes()?.len(), prove_s, verify_s))
    }

    fn absent(
        &self,
        runtime: &Runtime,
        root: [u8; 32],
        label: NodeLabel,
        record: &[u8],
        vrf_proof: &[u8],
    ) -> Result<(usize, f64, f64), Failure> {
        let (proof, prove_s) = timed(|| {
            runtime.block_on(
                self.azks
                    .get_non_membership_proof::<Config, _>(&self.storage, label),
            )
        });
        let proof = proof?;
        let (verified, verify_s) = timed(|| -> Result<(), Failure> {
            self.verify_label(runtime, record, vrf_proof, proof.label)?;
            verify_nonmembership_for_tests_only::<Config>(root, &proof).map_err(failure)
        });
        verified?;
        if verify_nonmembership_for_tests_only::<Config>([0; 32], &proof).is_ok() {
            return Err("a proof holds for another root".into());
        }
        let message = akd_core::proto::specs::types::NonMembershipProof::from(&proof);
        Ok((message.write_to_bytes()?.len(), prove_s, verify_s))
    }

    /// What a client does with the proof of a label: it decodes it and checks it and its output.
    fn verify_label(
        &self,
        runtime: &Runtime,
        record: &[u8],
        vrf_proof: &[u8],
        label: NodeLabel,
    ) -> Result<(), Failure> {
        let proof = Proof::try_from(vrf_proof).map_err(failure)?;
        self.key
            .public
            .verify(&proof, &vrf_input(record))
            .map_err(failure)?;
        if runtime.block_on(HardCodedAkdVRF {}.get_node_label_from_vrf_proof(proof)) != label {
            return Err("a proof of another label".into());
        }
        Ok(())
    }
}

/// The value of every leaf: that of a plain set says nothing.
const VALUE: AzksValue = AzksValue([1; 32]);

fn label_all(
    runtime: &Runtime,
    key: &Key,
    records: &Records,
    threads: u32,
) -> Result<(Vec<AzksElement>, f64), Failure> {
    let mut elements = Vec::with_capacity(records.count() as usize);
    let mut label_s = 0.0;
    if threads == 1 {
        // Without a task a label, which is how the crate computes them in parallel.
        for index in 0..records.count() {
            let record = records.get(index);
            let (label, seconds) = timed(|| key.label_of(record));
            label_s += seconds;
            elements.push(AzksElement {
                label,
                value: VALUE,
            });
        }
        return Ok((elements, label_s));
    }
    let inputs: Vec<_> = (0..records.count())
        .map(|index| {
            let label = AkdLabel(records.get(index));
            (label, VersionFreshness::Fresh, 1, akd::AkdValue(Vec::new()))
        })
        .collect();
    let (labels, seconds) =
        timed(|| runtime.block_on(HardCodedAkdVRF {}.get_node_labels::<Config>(&inputs)));
    for (_, label) in labels.map_err(failure)? {
        elements.push(AzksElement {
            label,
            value: VALUE,
        });
    }
    Ok((elements, seconds))
}
