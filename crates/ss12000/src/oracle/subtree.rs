//! What lies below an organisation element.

use super::expected::Fit;
use super::predicate::Undecidable;
use super::tables::Tables;
use crate::snapshot::{Cell, Table};

/// The elements below some roots, the roots included.
#[derive(Debug)]
pub(super) struct Subtree<'a> {
    organisations: &'a Table,
    fits: Vec<Fit>,
    roots: Vec<u32>,
}

impl<'a> Subtree<'a> {
    /// Climbs from each element towards the top. Above an element whose parent is not held everything is possible.
    pub(super) fn below(tables: &'a Tables, roots: Vec<u32>) -> Result<Self, Undecidable> {
        let lacks = || Undecidable::Lacks("Organisation".to_owned());
        let (organisations, _) = tables.of_entity("Organisation").ok_or_else(lacks)?;
        let parent = organisations.column("parentOrganisation.id").ok_or(Undecidable::NoField)?;
        let mut known: Vec<Option<Fit>> = roots_first(organisations, &roots);
        for row in organisations.rows() {
            let mut path = Vec::new();
            let mut at = row;
            let fit = loop {
                if let Some(Some(fit)) = known.get(at as usize) {
                    break *fit;
                }
                // A ring of parents: where it hangs cannot be said.
                if path.contains(&at) {
                    break Fit::Either;
                }
                path.push(at);
                match parent.cell(at) {
                    Cell::Id(id) if roots.contains(&id) => break Fit::In,
                    Cell::Id(id) => match organisations.row_of(id) {
                        Some(above) => at = above,
                        None => break Fit::Either,
                    },
                    Cell::Missing => break Fit::Out,
                    _ => break Fit::Either,
                }
            };
            for row in path {
                if let Some(slot) = known.get_mut(row as usize) {
                    *slot = Some(fit);
                }
            }
        }
        let fits = known.into_iter().map(|fit| fit.unwrap_or(Fit::Either)).collect();
        Ok(Subtree { organisations, fits, roots })
    }

    /// Whether a reference leads into it.
    pub(super) fn holds(&self, cell: Cell) -> Fit {
        match cell {
            Cell::Id(id) if self.roots.contains(&id) => Fit::In,
            Cell::Id(id) => {
                let row = self.organisations.row_of(id);
                row.and_then(|row| self.fits.get(row as usize)).copied().unwrap_or(Fit::Either)
            }
            _ => Fit::Out,
        }
    }
}

fn roots_first(organisations: &Table, roots: &[u32]) -> Vec<Option<Fit>> {
    let mut known = vec![None; organisations.len()];
    for row in roots.iter().filter_map(|id| organisations.row_of(*id)) {
        if let Some(slot) = known.get_mut(row as usize) {
            *slot = Some(Fit::In);
        }
    }
    known
}
