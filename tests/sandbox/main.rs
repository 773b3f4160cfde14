//! The sandbox's own behaviour.
