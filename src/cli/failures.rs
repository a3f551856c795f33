//! Documents that could not be read, told on the terminal.

use super::printable::one_line;
use crate::corpus::Failure;

/// After this many the terminal only gets their number.
const FAILURES_SHOWN: u64 = 10;

/// Documents that could not be read, as far as they are listed.
#[derive(Default)]
pub(super) struct Failures {
    count: u64,
}

impl Failures {
    /// Prints the first of them.
    pub(super) fn list(&mut self, failures: &[Failure], mut print: impl FnMut(&str)) {
        for Failure { source, reason, .. } in failures {
            if self.count < FAILURES_SHOWN {
                print(&format!("hedgerow: {}: {}", one_line(source), one_line(reason)));
            }
            self.count += 1;
        }
    }

    /// Says how many there were more, and where they are.
    pub(super) fn end(&self, elsewhere: &str) {
        if let Some(more @ 1..) = self.count.checked_sub(FAILURES_SHOWN) {
            anstream::eprintln!("hedgerow: and {more} more; {elsewhere}");
        }
    }
}
