//! Scales with round ends and ticks.

/// The smallest round number that is not below `value`: one of a few times a power of ten.
pub(in crate::html) fn nice_end(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let power = value.log10().floor() as i32;
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    // Divided, 1.5 becomes 0.15; times 0.1 it would become 0.15000000000000002.
    let end = |step: f64| match power {
        ..0 => step / 10_f64.powi(-power),
        _ => step * 10_f64.powi(power),
    };
    steps.into_iter().map(end).find(|end| *end >= value - 1e-9).unwrap_or(end(10.0))
}

/// Returns the place of a value on a scale from 0 to `end`, 0–100.
pub(in crate::html) fn place(value: f64, end: f64) -> String {
    format!("{:.1}", (100.0 * value / end).clamp(0.0, 100.0))
}

/// Returns the number of steps into which a scale with such an end is divided, round ones too.
#[cfg(any(test, feature = "pipeline"))]
pub(super) fn steps(end: f64) -> u32 {
    let lead = end / 10_f64.powf(end.log10().floor());
    let is = |end: f64| (lead - end).abs() < 0.01;
    match () {
        () if is(2.5) || is(5.0) => 5,
        () if is(1.5) || is(3.0) || is(6.0) => 3,
        () => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round_and_hold_the_value() {
        let ends = [(0.0, 1.0), (0.03, 0.03), (1.0, 1.0), (7.2, 8.0), (152.4, 200.0), (24.0, 25.0)];
        for (value, end) in ends {
            assert!((nice_end(value) - end).abs() < 1e-9, "{value}: {}", nice_end(value));
        }
        // They are shown as they are.
        for (value, shown) in [(0.14, "0.15"), (0.27, "0.3"), (0.055, "0.06"), (14.6, "15")] {
            assert_eq!(nice_end(value).to_string(), shown);
        }
        for (parts, ends) in
            [(3, &[0.15, 0.6][..]), (4, &[1.0, 10.0, 80.0, 200.0]), (5, &[0.05, 0.5, 25.0])]
        {
            assert!(ends.iter().all(|end| steps(*end) == parts), "{ends:?}");
        }
    }
}
