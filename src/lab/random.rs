//! Pseudorandom numbers that are the same on every machine.

/// Steele, Lea & Flood, "Fast splittable pseudorandom number generators", *OOPSLA* 2014. Any
/// seed is good.
pub(super) struct SplitMix64(pub(super) u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is small.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 32) as usize * n) >> 32
    }
}

/// Marsaglia's xorshift64. The seed is not zero. Learned weights and published intervals depend
/// on its numbers.
pub(super) struct XorShift64(u64);

impl XorShift64 {
    /// The generator number `n`, from 1.
    pub(super) fn numbered(n: u64) -> Self {
        Self(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(n))
    }

    /// A number below `n`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// Puts the values in a random order (Fisher–Yates).
    pub(super) fn shuffle<T>(&mut self, values: &mut [T]) {
        for i in (1..values.len()).rev() {
            values.swap(i, self.below(i + 1));
        }
    }
}
