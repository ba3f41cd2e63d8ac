//! What school units offer.

use std::collections::HashSet;

use samspel_suite::CheckError;

use crate::integrity::data::Data;
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] =
    &[sets(&["SS12K-INT-032"], "SchoolUnitOffering", &["Programme"], "offeredProgrammes[].content", programmes)];

static NOT_LISTED: Cause = cause(
    "offering-without-course",
    "/offeredSyllabuses",
    "every syllabus of the offered programmes",
    "some are lacking",
);

fn programmes(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, programmes) = (data.of("SchoolUnitOffering")?, data.of("Programme")?);
    let (offered, courses) = (of.column("offeredProgrammes[].id")?, of.column("offeredSyllabuses[].id")?);
    let content = programmes.column("content[].content[].id")?;
    for row in of.rows() {
        let listed: HashSet<Cell> = courses.cells(row).collect();
        for programme in offered.cells(row).filter_map(|programme| programmes.row(programme)) {
            let mut courses = content.cells(programme).filter(|course| course.is_known()).peekable();
            if courses.peek().is_some() {
                let holds = courses.all(|course| listed.contains(&course));
                seen.expect_at(holds, &NOT_LISTED, &[of.at(row), programmes.at(programme)]);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{id, sees};

    #[test]
    fn courses_of_offered_programmes_are_offered_themselves() {
        let town = |listed: &[u32]| {
            let listed: Vec<_> = listed.iter().map(|course| json!({"id": id(*course)})).collect();
            [
                ("Programme", json!({"id": id(1), "content": [{"content": [{"id": id(5)}, {"id": id(6)}]}]})),
                (
                    "SchoolUnitOffering",
                    json!({"id": id(2), "offeredProgrammes": [{"id": id(1)}], "offeredSyllabuses": listed}),
                ),
            ]
        };
        assert_eq!(sees("SS12K-INT-032", &town(&[5, 6, 7])), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-032", &town(&[5])), ["offering-without-course"]);
    }
}
