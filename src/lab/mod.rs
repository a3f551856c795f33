//! The laboratory: measuring against annotated text (`eval`), learning weights from it
//! (`train`), measuring speed (`bench`). The analyzer knows nothing of it.

pub(crate) mod bench;
pub mod eval;
mod random;
pub mod train;
