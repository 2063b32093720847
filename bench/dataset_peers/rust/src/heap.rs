// SPDX-License-Identifier: Apache-2.0

//! The allocator of the system, and how many bytes are live that it gave.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering::Relaxed};

struct Counting;

/// Counting costs time, so that runs that are timed do without.
static IS_COUNTING: AtomicBool = AtomicBool::new(false);
static LIVE: AtomicIsize = AtomicIsize::new(0);

// SAFETY: every call goes to the allocator of the system as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        System.dealloc(pointer, layout)
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        count(new_size as isize - layout.size() as isize);
        System.realloc(pointer, layout, new_size)
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count(bytes: isize) {
    if IS_COUNTING.load(Relaxed) {
        LIVE.fetch_add(bytes, Relaxed);
    }
}

pub fn start_counting() {
    IS_COUNTING.store(true, Relaxed);
}

/// Bytes that were allocated and not freed since counting began; 0 if it did not.
pub fn live_bytes() -> isize {
    LIVE.load(Relaxed)
}
