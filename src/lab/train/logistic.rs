//! Logistic regression with sparse weights: FTRL-proximal (`McMahan` et al. 2013,
//! "Ad click prediction: a view from the trenches", algorithm 1).

use std::collections::HashMap;

use crate::lab::random::XorShift64;
use crate::logit::logistic;
use crate::weights::Feature;

/// The values of features, by number, and whether the answer was yes.
#[derive(Debug, Clone)]
pub(super) struct TrainingExample {
    pub(super) features: Vec<(u32, f64)>,
    pub(super) yes: bool,
    /// Weight of the example: 2 counts like two examples.
    pub(super) weight: f64,
}

/// Steps and penalties.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    pub(super) rate: f64,
    pub(super) l1: f64,
    pub(super) l2: f64,
    pub(super) epochs: u32,
    /// Number of orders in which the examples are gone through.
    pub(super) runs: u32,
    /// A feature that occurred fewer times than this is not learned.
    pub(super) rare: u32,
}

/// Weights smaller than this, in logits or in points of a hundred, are left out of files.
pub(super) const SMALL: f64 = 0.05;

/// Numbers for features, and how often each occurs.
#[derive(Debug, Default)]
pub(super) struct Features {
    numbers: HashMap<Feature, u32>,
    all: Vec<(Feature, u32)>,
}

impl Features {
    /// Counts an occurrence of a feature; returns its number.
    pub(super) fn count(&mut self, feature: Feature) -> u32 {
        let next = self.all.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.all.push((feature, 0));
        }
        self.all[number as usize].1 += 1;
        number
    }

    /// The features, by number, each with how often it occurs.
    pub(super) fn all(&self) -> &[(Feature, u32)] {
        &self.all
    }

    /// Learns a weight for each feature, by number; 0 for rare ones, which it takes out of the
    /// samples.
    pub(super) fn learn(&self, samples: &mut [TrainingExample], options: Options) -> Vec<f64> {
        for sample in samples.iter_mut() {
            sample.features.retain(|&(f, _)| self.all[f as usize].1 >= options.rare);
        }
        learn(samples, self.all.len(), options)
    }
}

#[derive(Clone, Copy, Default)]
struct State {
    z: f64,
    n: f64,
}

impl State {
    fn weight(self, options: Options) -> f64 {
        if self.z.abs() <= options.l1 {
            return 0.0;
        }
        let rest = self.z - options.l1.copysign(self.z);
        -rest / ((1.0 + self.n.sqrt()) / options.rate + options.l2)
    }

    fn step(&mut self, gradient: f64, options: Options) {
        let grown = self.n + gradient * gradient;
        let sigma = (grown.sqrt() - self.n.sqrt()) / options.rate;
        self.z += gradient - sigma * self.weight(options);
        self.n = grown;
    }
}

/// Learns one weight, in logits, for each of `count` features. The samples are
/// gone through in several orders shuffled by fixed seeds, and the weights that
/// each gives are averaged: what one order happens to find counts for little.
fn learn(samples: &[TrainingExample], count: usize, options: Options) -> Vec<f64> {
    let mut sums = vec![0.0; count];
    for run in 1..=options.runs {
        let mut random = XorShift64::numbered(run.into());
        let mut order: Vec<&TrainingExample> = samples.iter().collect();
        let mut states = vec![State::default(); count];
        for _ in 0..options.epochs {
            random.shuffle(&mut order);
            for sample in &order {
                let values = sample.features.iter();
                let terms = values.map(|&(f, value)| states[f as usize].weight(options) * value);
                let error = logistic(terms.sum()) - f64::from(sample.yes);
                for &(f, value) in &sample.features {
                    states[f as usize].step(error * sample.weight * value, options);
                }
            }
        }
        sums.iter_mut().zip(states).for_each(|(sum, state)| *sum += state.weight(options));
    }
    sums.iter().map(|sum| sum / f64::from(options.runs)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_what_decides_and_drops_what_does_not() {
        // Feature 0 is always there, 1 decides, 2 is noise, 3 never occurs.
        let samples: Vec<TrainingExample> = (0..400)
            .map(|i| {
                let yes = i % 3 == 0;
                let mut features = vec![(0, 1.0)];
                features.extend(yes.then_some((1, 1.0)));
                features.extend((i % 2 == 0).then_some((2, 1.0)));
                TrainingExample { features, yes, weight: 1.0 }
            })
            .collect();
        let options = Options { rate: 0.1, l1: 1.0, l2: 1.0, epochs: 20, runs: 2, rare: 0 };
        let weights = learn(&samples, 4, options);
        assert!(weights[0] < -1.0 && weights[1] > 2.0, "{weights:?}");
        assert!(weights[2].abs() < weights[1] / 4.0, "{weights:?}");
        assert!(weights[3].abs() < f64::EPSILON);
        assert_eq!(weights, learn(&samples, 4, options));
    }
}
