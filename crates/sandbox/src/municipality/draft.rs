//! What every part of the municipality is drawn with: ids, randomness, stamps, and where finished entities go.

use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Edition;

/// The moment that the municipality was exported, in seconds since 1970: 2026-09-14 04:00 UTC. Nothing is newer.
pub(super) const EXPORTED: i64 = 1_789_358_400;
/// The oldest records were created at most this long before the export, in seconds: two school years.
const AGE: i64 = 63_000_000;
/// Where ids come from: a namespace of our own, so that no id can collide with anybody's real one.
const NAMESPACE: Uuid = Uuid::from_u128(0x5a6d_7370_656c_4a5e_8c12_0000_5512_0000);

/// Takes finished entities: entity name and object.
pub(super) type Sink<'a> = &'a mut dyn FnMut(&'static str, Value);

/// A municipality in the making.
pub(super) struct Draft<'a> {
    /// Which edition's words to use.
    pub(super) edition: Edition,
    seed: u64,
    stamps: ChaCha8Rng,
    id_kind: fn(&'static str) -> &'static str,
    sink: Sink<'a>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        seed: u64,
        edition: Edition,
        id_kind: fn(&'static str) -> &'static str,
        sink: Sink<'a>,
    ) -> Draft<'a> {
        Draft { edition, seed, stamps: ChaCha8Rng::seed_from_u64(mix(seed, "meta")), id_kind, sink }
    }

    /// The n-th id of a kind: same seed, same id; different kinds never meet.
    pub(super) fn id(&self, kind: &'static str, number: usize) -> Uuid {
        let kind = (self.id_kind)(kind);
        Uuid::new_v5(&NAMESPACE, format!("{}/{kind}/{number}", self.seed).as_bytes())
    }

    /// Randomness for one part, independent of how much the other parts draw.
    pub(super) fn rng(&self, part: &str) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(mix(self.seed, part))
    }

    /// Hands over a finished entity with its `meta`.
    pub(super) fn emit(&mut self, entity: &'static str, mut value: Value) {
        if let Value::Object(fields) = &mut value {
            fields.insert("meta".to_owned(), self.meta());
        }
        (self.sink)(entity, value);
    }

    /// `created` and `modified`: some from nightly imports (many with the same stamp), most of their own; seconds or milliseconds;
    /// mostly Z, now and then with an offset.
    fn meta(&mut self) -> Value {
        let created = if self.stamps.random_ratio(1, 5) {
            (EXPORTED - self.stamps.random_range(30..700) * 86_400) * 1000
        } else {
            (EXPORTED - self.stamps.random_range(2_000_000..AGE)) * 1000 + self.stamps.random_range(0..1000)
        };
        let modified = match self.stamps.random_range(0..4) {
            0 => created,
            1 => EXPORTED * 1000 - self.stamps.random_range(0..900_000_000),
            _ => self.stamps.random_range(created..EXPORTED * 1000),
        };
        let (created, modified) = if self.stamps.random_bool(0.5) {
            (created, modified)
        } else {
            (created / 1000 * 1000, modified / 1000 * 1000)
        };
        let with_offset = self.stamps.random_ratio(1, 12);
        // The last hours before the export: here an offset decides what comes first.
        let late = with_offset || modified % 11 == 0;
        let modified = if late { EXPORTED * 1000 - modified.rem_euclid(7_200_000) - 1 } else { modified };
        json!({ "created": stamp(created, false), "modified": stamp(modified, with_offset) })
    }
}

/// Milliseconds since 1970 as RFC 3339; whole seconds without fraction.
pub(crate) fn stamp(milliseconds: i64, with_offset: bool) -> String {
    let shown = if with_offset { milliseconds + 7_200_000 } else { milliseconds };
    let moment = Timestamp::from_millisecond(shown).unwrap_or(Timestamp::UNIX_EPOCH);
    let digits = if milliseconds % 1000 == 0 {
        moment.strftime("%Y-%m-%dT%H:%M:%S")
    } else {
        moment.strftime("%Y-%m-%dT%H:%M:%S%.3f")
    };
    format!("{digits}{}", if with_offset { "+02:00" } else { "Z" })
}

/// FNV-1a over the name, started from the seed: stable over platforms and versions.
fn mix(seed: u64, part: &str) -> u64 {
    part.bytes()
        .fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// `{ "id": … }`
pub(super) fn reference(id: Uuid) -> Value {
    json!({ "id": id.to_string() })
}

/// Puts a field when there is a value: absent is absent, never null.
pub(super) fn put(value: &mut Value, field: &str, content: Option<impl Into<Value>>) {
    if let (Value::Object(fields), Some(content)) = (value, content) {
        fields.insert(field.to_owned(), content.into());
    }
}

/// One of several.
pub(super) fn pick<'t, T>(rng: &mut ChaCha8Rng, from: &'t [T]) -> &'t T {
    &from[rng.random_range(0..from.len())]
}
