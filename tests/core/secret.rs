//! The secret type gives nothing away by accident.

use desk_core::secret::Secret;

#[test]
fn debug_shows_nothing() {
    let secret = Secret::new("0b9e8c1a-52d4-4f6e-9a37-1c2d3e4f5a6b".to_owned());
    assert_eq!(format!("{secret:?} {secret:#?}"), "*** ***");
    assert_eq!(format!("{:?}", Some(secret.clone())), "Some(***)");
    assert_eq!(secret.expose(), "0b9e8c1a-52d4-4f6e-9a37-1c2d3e4f5a6b");
}

#[test]
fn comparing_tells_equal_from_different() {
    let secret = |text: &str| Secret::new(text.to_owned());
    assert_eq!(secret("abc"), secret("abc"));
    for other in ["", "ab", "abd", "abcd", "ABC"] {
        assert_ne!(secret("abc"), secret(other));
    }
}
