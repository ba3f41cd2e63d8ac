//! Reading page by page.

mod beside_token;
mod chains;
mod failed_page;
mod followed;
mod unchanged;

use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[beside_token::CHECK, unchanged::CHECK, followed::CHECK, failed_page::CHECK];
