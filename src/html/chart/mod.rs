//! Charts: figures in, places on a drawing out. The templates in `web/templates/chart/`
//! draw them as inline SVG.

pub(super) mod plot;
pub(super) mod ribbon;
pub(super) mod scale;
