//! What the provider gets wrong about people whom a register knows as well.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;

use super::fault::Slip;
use super::people::SyntheticPerson;
use super::provider::Provider;

/// A code that no school unit of the municipality has.
const NO_UNIT: &str = "99999999";

impl Provider {
    /// A person as the provider remembers them, by number.
    pub(crate) fn misremembered(&self, number: usize, person: &SyntheticPerson) -> SyntheticPerson {
        let mut person = person.clone();
        let Some(entry) = &mut person.entry else { return person };
        let local = entry.principal_name.split('@').next().unwrap_or_default().to_owned();
        if self.slips(Slip::PrincipalNameOtherDomain) {
            entry.principal_name = format!("{local}@annan.example");
        }
        if self.slips(Slip::PrincipalNameUpperCase) {
            entry.principal_name = entry.principal_name.to_uppercase();
        }
        if self.slips(Slip::PrincipalNameLacks) && number > 0 {
            entry.principal_name = local;
        }
        let first = self.people.first().and_then(|person| person.entry.as_ref());
        if let (true, Some(first)) = (self.slips(Slip::PrincipalNameOfAnother), first) {
            entry.principal_name.clone_from(&first.principal_name);
        }
        if self.slips(Slip::SchoolUnitOther) {
            entry.school_units = vec![NO_UNIT.to_owned()];
        }
        if self.slips(Slip::SchoolUnitTooMany) {
            entry.school_units.push(NO_UNIT.to_owned());
        }
        person
    }

    /// A parameter beside the code that tells who logged in.
    pub(crate) fn telling_parameter(&self, person: usize) -> Option<(String, String)> {
        let person = self.people.get(person).filter(|_| self.slips(Slip::CivicNumberInAddress))?;
        let (born, rest) = person.civic_number.split_at_checked(8)?;
        Some(("user".to_owned(), format!("{born}-{rest}")))
    }

    /// A cookie that tells who logged in.
    pub(crate) fn telling_cookie(&self, person: usize) -> Option<String> {
        let number = &self.people.get(person)?.civic_number;
        if self.slips(Slip::CivicNumberInCookie) {
            return number.get(2..).map(str::to_owned);
        }
        let told = format!("{{\"user\":\"{number}\"}}");
        self.slips(Slip::CivicNumberEncoded).then(|| BASE64_STANDARD_NO_PAD.encode(told))
    }
}
