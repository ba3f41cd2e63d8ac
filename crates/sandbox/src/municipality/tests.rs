//! The municipality keeps its own rules.
