//! The report for people: one self-contained HTML file a language, for the screen and for paper.
//!
//! A view (`html/view.rs`) holds everything counted, grouped and dated; the templates only lay it out.

mod render;
mod view;

pub use render::html;
