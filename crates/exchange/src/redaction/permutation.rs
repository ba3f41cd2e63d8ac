//! Keyed permutations: the same value always gets the same stand-in, two values never share one, and nobody gets back without the
//! key, which lives in memory for one run only.

use std::cell::RefCell;
use std::collections::HashMap;

use hmac::{Hmac, Mac as _};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use sha2::Sha256;

/// Rounds of the Feistel network; four make a pseudo-random permutation, two more allow for very short values.
const ROUNDS: u8 = 6;

/// Orders remembered by [`Key::displace`]; a run needs a few hundred.
const REMEMBERED: usize = 2000;

/// The secret key of one run.
pub(crate) struct Key {
    mac: Hmac<Sha256>,
    orders: RefCell<HashMap<Vec<u32>, Vec<u16>>>,
}

/// One place of a value: which of `size` symbols stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) symbol: u32,
    pub(crate) size: u32,
}

impl Key {
    /// A new random key.
    pub(crate) fn random() -> Self {
        Key::new(&rand::random::<[u8; 32]>())
    }

    fn new(bytes: &[u8; 32]) -> Self {
        // HMAC takes keys of any length, so the error cannot happen; should it, the key is random all the same.
        let mac = Hmac::new_from_slice(bytes).unwrap_or_else(|_| Hmac::new(&Default::default()));
        Key { mac, orders: RefCell::default() }
    }

    /// The first eight hexadecimal digits of the keyed digest of a text.
    pub(crate) fn short_digest(&self, purpose: u8, text: &str) -> String {
        let mut mac = self.mac.clone();
        mac.update(&[purpose]);
        mac.update(text.as_bytes());
        hex::encode(&mac.finalize().into_bytes()[..4])
    }

    /// A stream of random numbers that depends on the key, a purpose and a few numbers.
    fn stream(&self, purpose: u8, of: &[u32]) -> ChaCha8Rng {
        let mut mac = self.mac.clone();
        mac.update(&[purpose]);
        for number in of {
            mac.update(&number.to_le_bytes());
        }
        ChaCha8Rng::from_seed(mac.finalize().into_bytes().into())
    }

    /// Replaces all symbols (a Feistel network over the two halves). It is a permutation of all values with the same sizes.
    pub(crate) fn permute(&self, places: &mut [Place]) {
        let (left, right) = places.split_at_mut(places.len() / 2);
        for round in 0..ROUNDS {
            let (from, to): (&[Place], &mut [Place]) =
                if round % 2 == 0 { (&*right, &mut *left) } else { (&*left, &mut *right) };
            let input: Vec<u32> = from.iter().map(|place| place.symbol).collect();
            let mut stream = self.stream(round, &input);
            for place in to {
                let shift = below(stream.next_u32(), place.size);
                place.symbol = (place.symbol + shift) % place.size.max(1);
            }
        }
    }

    /// Where `index` goes in a permutation of `0..size` that leaves nothing in its place (Sattolo's algorithm). Needs two or more.
    pub(crate) fn displace(&self, purpose: u8, of: &[u32], index: usize, size: usize) -> usize {
        if index >= size || size < 2 {
            return index;
        }
        let Ok(length) = u16::try_from(size) else { return index };
        let name: Vec<u32> = [u32::from(purpose), u32::from(length)].iter().chain(of).copied().collect();
        let mut orders = self.orders.borrow_mut();
        if orders.len() >= REMEMBERED {
            orders.clear();
        }
        let order = orders.entry(name).or_insert_with(|| self.order(purpose, of, length));
        order.get(index).map_or(index, |other| usize::from(*other))
    }

    fn order(&self, purpose: u8, of: &[u32], size: u16) -> Vec<u16> {
        let mut order: Vec<u16> = (0..size).collect();
        let mut stream = self.stream(purpose, of);
        for last in (1..size).rev() {
            let other = below(stream.next_u32(), u32::from(last)) as usize;
            order.swap(usize::from(last), other);
        }
        order
    }
}

/// A number below `size`, evenly spread.
fn below(random: u32, size: u32) -> u32 {
    ((u64::from(random) * u64::from(size)) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_permutation_gives_each_value_its_own_stand_in() {
        let key = Key::random();
        let mut seen = BTreeSet::new();
        for a in 0..10 {
            for b in 0..26 {
                for c in 0..10 {
                    let mut places = [(a, 10), (b, 26), (c, 10)].map(|(symbol, size)| Place { symbol, size });
                    key.permute(&mut places);
                    assert!(places.iter().all(|place| place.symbol < place.size));
                    seen.insert(places.map(|place| place.symbol));
                }
            }
        }
        assert_eq!(seen.len(), 2600);
    }

    #[test]
    fn a_displacement_is_a_permutation_without_a_fixed_point() {
        let key = Key::random();
        for size in [2, 3, 10, 366] {
            let to: BTreeSet<usize> = (0..size).map(|index| key.displace(9, &[7], index, size)).collect();
            assert_eq!(to.len(), size);
            assert!((0..size).all(|index| key.displace(9, &[7], index, size) != index));
        }
    }

    #[test]
    fn another_key_gives_other_stand_ins() {
        let value = [Place { symbol: 3, size: 26 }; 12];
        let (mut a, mut b) = (value, value);
        Key::random().permute(&mut a);
        Key::random().permute(&mut b);
        assert_ne!(a, b);
    }
}
