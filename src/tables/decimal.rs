//! Numbers as tables show them: at most six decimals, no trailing zeros, never a negative zero.

/// The number in millionths, where rounding the product is certain to round as the exact value
/// does; none for great numbers and near the middle between two millionths.
fn millionths(value: f64) -> Option<i64> {
    let product = value * 1e6;
    let certain = product.abs() < 1e9 && (product.abs().fract() - 0.5).abs() > 1e-3;
    certain.then(|| product.round() as i64)
}

/// Rounds to six decimals: the result is what a reader parses from what [`write()`] writes.
pub(super) fn round(value: f64) -> f64 {
    match millionths(value) {
        // Correctly rounded, so it is the float nearest to the decimal number.
        Some(millionths) => millionths as f64 / 1e6,
        None => format!("{value:.6}").parse().unwrap_or(value),
    }
}

/// Appends an integer.
pub(super) fn write_integer(value: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends a number.
pub(super) fn write(value: f64, out: &mut Vec<u8>) {
    let Some(millionths) = millionths(value) else {
        let text = format!("{value:.6}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        return out.extend_from_slice(if text == "-0" { b"0" } else { text.as_bytes() });
    };
    if millionths < 0 {
        out.push(b'-');
    }
    write_integer(millionths.unsigned_abs() / 1_000_000, out);
    let mut rest = millionths.unsigned_abs() % 1_000_000;
    if rest > 0 {
        out.push(b'.');
    }
    let mut place = 100_000;
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(value: f64) -> String {
        let mut out = Vec::new();
        write(value, &mut out);
        String::from_utf8(out).expect("ASCII")
    }

    proptest! {
        #[test]
        fn numbers_are_rounded_as_the_standard_library_does(
            millionths in -2_000_000_i64..2_000_000,
            part in -1.0_f64..1.0,
            any in -2000.0_f64..2000.0,
        ) {
            // Near the middle between two millionths, at it, anywhere.
            let middle = (millionths as f64 + 0.5) / 1e6;
            let near = middle + part * 1e-9;
            for value in [middle, near, millionths as f64 / 1e6, any, any * 1e9, any * 1e-9] {
                let text = written(value);
                let expected = format!("{value:.6}");
                let expected = expected.trim_end_matches('0').trim_end_matches('.');
                prop_assert_eq!(&text, if expected == "-0" { "0" } else { expected });
                let rounded = round(value);
                let read: f64 = text.parse().expect("a number");
                // To the bit, but for the sign of zero.
                prop_assert_eq!((rounded + 0.0).to_bits(), (read + 0.0).to_bits());
                prop_assert_eq!(written(rounded), text);
            }
        }
    }
}
