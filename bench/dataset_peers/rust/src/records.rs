// SPDX-License-Identifier: Apache-2.0

//! The records that are committed to, the same as those of `bench/dataset_bench_records.cc`.

use std::error::Error;

/// Where record number i comes from.
pub enum Records {
    /// 32 bytes that nothing can be told from.
    Digests { count: u64 },
    /// Pieces of one file, each with its number in front.
    Pieces {
        count: u64,
        size: usize,
        pool: Vec<u8>,
    },
    /// The lines of a file.
    Lines(Vec<Vec<u8>>),
}

/// Steps over the pool, so that no two neighbours are alike.
const STRIDE: u64 = 7919;

/// SplitMix64 (Steele, Lea and Flood 2014): a bijection of 64 bits.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Records {
    pub fn lines_of(path: &str) -> Result<Self, Box<dyn Error>> {
        let bytes = std::fs::read(path)?;
        let lines = bytes.split(|byte| *byte == b'\n');
        Ok(Self::Lines(
            lines
                .filter(|line| !line.is_empty())
                .map(<[u8]>::to_vec)
                .collect(),
        ))
    }

    pub fn pieces_of(path: &str, count: u64, size: usize) -> Result<Self, Box<dyn Error>> {
        let pool = std::fs::read(path)?;
        if size < 16 || pool.len() <= size {
            return Err("records of 16 bytes up to the size of the pool".into());
        }
        Ok(Self::Pieces { count, size, pool })
    }

    pub fn count(&self) -> u64 {
        match self {
            Self::Digests { count } | Self::Pieces { count, .. } => *count,
            Self::Lines(lines) => lines.len() as u64,
        }
    }

    /// Record number `index`; from `count()` on they are no members.
    pub fn get(&self, index: u64) -> Vec<u8> {
        match self {
            Self::Lines(lines) => match lines.get(index as usize) {
                Some(line) => line.clone(),
                None => format!("no such line: {index}").into_bytes(),
            },
            Self::Pieces { size, pool, .. } => {
                let start = (index * STRIDE % (pool.len() - size) as u64) as usize;
                let mut piece = pool[start..start + size].to_vec();
                piece[..16].copy_from_slice(format!("{index:016}").as_bytes());
                piece
            }
            Self::Digests { .. } => (0..4)
                .flat_map(|word| mix(4 * index + word).to_be_bytes())
                .collect(),
        }
    }
}
