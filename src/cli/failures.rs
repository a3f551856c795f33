//! Documents that could not be read, listed on standard error.

use super::sanitize::sanitize_line;
use crate::corpus::Failure;

/// Most failures that are listed; the rest is only counted.
const MAX_LISTED: u64 = 10;

/// Lists failures as they come.
#[derive(Default)]
pub(super) struct FailureList {
    count: u64,
}

impl FailureList {
    /// Passes a line about each failure to `print`, as long as few have been listed.
    pub(super) fn add(&mut self, failures: &[Failure], mut print: impl FnMut(&str)) {
        for Failure { source, reason, .. } in failures {
            if self.count < MAX_LISTED {
                print(&format!("hedgerow: {}: {}", sanitize_line(source), sanitize_line(reason)));
            }
            self.count += 1;
        }
    }

    /// Prints how many were not listed; `all_listed` says where they are.
    pub(super) fn finish(&self, all_listed: &str) {
        if let Some(more @ 1..) = self.count.checked_sub(MAX_LISTED) {
            anstream::eprintln!("hedgerow: and {more} more; {all_listed}");
        }
    }
}
