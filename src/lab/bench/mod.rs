//! Measures speed: a corpus that is the same everywhere, and the stages of the job.

pub(crate) mod corpus;
pub(crate) mod figures;
pub(crate) mod measure;
