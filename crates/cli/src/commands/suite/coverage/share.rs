//! How much of what can fail a system is tested.

use std::fmt;

use samspel_suite::{Coverage, Standing};

/// The MUST requirements of confidence A or B by how the suite stands to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Share {
    tested: usize,
    attested: usize,
    excused: usize,
    open: usize,
}

impl Share {
    /// The share of some requirements.
    pub(super) fn of(covered: &[Coverage<'_>]) -> Self {
        let mut share = Share::default();
        for binding in covered.iter().filter(|c| c.is_binding()) {
            match binding.standing {
                Standing::Tested => share.tested += 1,
                Standing::Attested => share.attested += 1,
                Standing::Excused => share.excused += 1,
                Standing::Open => share.open += 1,
            }
        }
        share
    }

    /// Whether so many per cent are tested and nothing is left open.
    pub(super) fn reaches(&self, percent: u8) -> bool {
        self.open == 0 && self.tested * 100 >= usize::from(percent) * self.total()
    }

    fn total(&self) -> usize {
        self.tested + self.attested + self.excused + self.open
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Rounded down, so that a share that falls short never looks as if it did not.
        let tenths = (self.tested * 1000).checked_div(self.total()).unwrap_or(0);
        write!(
            f,
            "MUST of confidence A or B: {} of {} tested ({}.{} %), {} by attestation only, {} with another reason, {} without",
            self.tested,
            self.total(),
            tenths / 10,
            tenths % 10,
            self.attested,
            self.excused,
            self.open
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up_and_nothing_may_be_left_open() {
        let share = Share { tested: 1899, attested: 101, ..Share::default() };
        assert!(share.to_string().contains("(94.9 %)"), "{share}");
        assert!(share.reaches(94) && !share.reaches(95));
        let whole = Share { tested: 1900, attested: 100, ..Share::default() };
        assert!(whole.reaches(95));
        assert!(!Share { open: 1, ..whole }.reaches(0));
    }

    #[test]
    fn a_suite_without_binding_requirements_reaches_everything() {
        assert!(Share::default().reaches(100));
        assert!(Share::default().to_string().contains("(0.0 %)"));
    }
}
