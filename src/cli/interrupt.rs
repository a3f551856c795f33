//! Ctrl-C, and the other signals that ask the program to end.

use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use crate::error::{ErrorKind, Result};

/// Exit code of a command that was interrupted.
pub(super) const INTERRUPTED: u8 = 130;

/// Time that a command has to end by itself. It does so within a fraction of that, unless it
/// waits for the system or is in the middle of one very long sentence; then it is left, and what
/// stays of its output is dealt with as that of a killed program.
const GRACE: Duration = Duration::from_millis(700);

/// What the first signal does; the second ends the program at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtInterrupt {
    /// Ends the program.
    Exit,
    /// Lets the command end by itself in a short while.
    TidyUp,
    /// Lets the command end by itself, which has a limit of its own.
    #[cfg(feature = "serve")]
    Stop,
}

static INTERRUPT: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// The flag that is set when the user interrupts the program.
pub(super) fn interrupt() -> Arc<AtomicBool> {
    Arc::clone(&INTERRUPT)
}

/// True if the user has interrupted the program.
pub(super) fn is_interrupted() -> bool {
    INTERRUPT.load(Ordering::Relaxed)
}

/// Fails if the user has interrupted the program.
pub(super) fn check_interrupted() -> Result<()> {
    if is_interrupted() { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
}

/// Listens for signals from now on.
pub(super) fn listen(first: AtInterrupt) {
    // It fails only if there is a handler already.
    let _ = ctrlc::set_handler(move || {
        let again = INTERRUPT.swap(true, Ordering::Relaxed);
        match first {
            AtInterrupt::TidyUp if !again => {
                let leave = || {
                    thread::sleep(GRACE);
                    leave();
                };
                // Where no thread can be had, the command ends by itself or at the next signal.
                let _ = thread::Builder::new().spawn(leave);
            }
            #[cfg(feature = "serve")]
            AtInterrupt::Stop if !again => {}
            _ => leave(),
        }
    });
}

/// Ends the program, whatever its threads are doing.
#[allow(clippy::exit)] // they cannot be asked
fn leave() {
    exit(INTERRUPTED.into())
}
