//! Search text: what is stored to be searched, what a typed text asks for, and which parts of a shown text it hit.
//!
//! One definition of "found" for the cache, the highlights and the tests.
