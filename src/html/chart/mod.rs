//! Charts: figures are turned into places on a drawing, which the templates in
//! `web/templates/chart/` draw as inline SVG.

#[cfg(feature = "pipeline")]
pub(super) mod plot;
pub(super) mod ribbon;
pub(super) mod scale;
