//! What a client offers, read off its first bytes (RFC 8446, 4.1.2).

/// A ClientHello, as far as faults ask about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Offered {
    /// The newest version.
    pub(crate) newest: u16,
    pub(crate) suites: Vec<u16>,
    pub(crate) compresses: bool,
    pub(crate) name: Option<String>,
}

/// How many bytes the first message has; None until that can be told, 0 when it is no hello.
pub(crate) fn length(bytes: &[u8]) -> Option<usize> {
    match *bytes {
        [22, _, _, high, low, ..] => Some(5 + usize::from(u16::from_be_bytes([high, low]))),
        // SSL 2.0: the length stands first, with its highest bit set.
        [high, low, ..] if high & 0x80 != 0 => Some(2 + usize::from(u16::from_be_bytes([high & 0x7f, low]))),
        [22, ..] | [] => None,
        [high] if high & 0x80 != 0 => None,
        _ => Some(0),
    }
}

impl Offered {
    /// Reads it; None when it is no hello.
    pub(crate) fn read(bytes: &[u8]) -> Option<Offered> {
        if bytes.first()? & 0x80 != 0 {
            return Some(Offered { newest: 0x0002, ..Offered::default() });
        }
        // Past the headers of record and message.
        let mut rest = Reader(bytes.get(9..)?);
        let mut offered = Offered { newest: rest.word()?, ..Offered::default() };
        rest.take(32)?;
        rest.short()?;
        offered.suites = words(rest.long()?);
        offered.compresses = rest.short()?.contains(&1);
        let Some(all) = rest.long() else { return Some(offered) };
        let mut all = Reader(all);
        while let (Some(kind), Some(data)) = (all.word(), all.long()) {
            match kind {
                // A list of names, the first of kind 0.
                0 => offered.name = data.get(5..).map(|name| String::from_utf8_lossy(name).into_owned()),
                43 => {
                    let newest = words(data.get(1..)?).into_iter().filter(|version| *version <= 0x0304).max();
                    offered.newest = newest.unwrap_or(offered.newest);
                }
                _ => {}
            }
        }
        Some(offered)
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn word(&mut self) -> Option<u16> {
        let taken = self.take(2)?;
        Some(u16::from_be_bytes([taken[0], taken[1]]))
    }

    fn short(&mut self) -> Option<&'a [u8]> {
        let length = self.take(1)?[0];
        self.take(usize::from(length))
    }

    fn long(&mut self) -> Option<&'a [u8]> {
        let length = self.word()?;
        self.take(usize::from(length))
    }
}

fn words(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
}
