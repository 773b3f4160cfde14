//! The two arguments of the program. A secret is never one of them: arguments can be read by other programs.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the program was started with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// `--data-dir DIR`: a data folder of one's own, apart from the normal installation.
    pub(crate) data_dir: Option<PathBuf>,
    /// `--api-url URL`: another API than Debitura's: demo and tests.
    pub(crate) api_url: Option<String>,
}

impl Arguments {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// A sentence for whoever typed them.
    pub(crate) fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut parsed = Self::default();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{} needs a value.", argument.to_string_lossy()));
            match argument.to_str() {
                Some("--data-dir") => parsed.data_dir = Some(PathBuf::from(value()?)),
                Some("--api-url") => {
                    let url = value()?.into_string().map_err(|_| "--api-url needs an address.".to_owned())?;
                    parsed.api_url = Some(url);
                }
                _ => {
                    return Err(
                        "Only --data-dir DIR and --api-url URL are known. The Partner GUID is typed in the window."
                            .to_owned(),
                    );
                }
            }
        }
        Ok(parsed)
    }
}
