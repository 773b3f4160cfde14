//! What a person arranged, kept in the encrypted cache: typed here, texts in the store.

use desk_store::{Reader, StoreError};
use serde::de::DeserializeOwned;
use serde::{Deserialize as _, Deserializer, Serialize};

use crate::error::DeskError;
use crate::open::Desk;

/// One thing that is kept, under a name of its own. What cannot be read, such as that of a newer version, counts as the default.
pub trait Kept: Serialize + DeserializeOwned + Default + Send + 'static {
    /// Under which it is kept; never changes once released.
    const NAME: &'static str;
}

/// The same inside a read, so that it is of the same state of the data.
pub(crate) fn read<T: Kept>(reader: &Reader<'_>) -> Result<T, StoreError> {
    Ok(reader.kept(T::NAME)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

impl Desk {
    /// What is kept, or how it is before anybody arranged anything.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn kept<T: Kept>(&self) -> Result<T, DeskError> {
        Ok(self.opened()?.store.read(read::<T>).await?)
    }

    /// Changes what is kept, in one go: no other change falls between the reading and the writing.
    ///
    /// # Errors
    /// When nobody is signed in, when it is absurdly large afterwards, or the cache fails.
    pub async fn rearrange<T: Kept>(&self, change: impl FnOnce(&mut T) + Send + 'static) -> Result<(), DeskError> {
        let write = self.opened()?.store.write(move |writer| {
            let before = writer.kept(T::NAME)?;
            let mut kept: T = before.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
            change(&mut kept);
            let text = serde_json::to_string(&kept).map_err(|_| StoreError::Other { code: 0 })?;
            // Nothing is written for a change that changes nothing.
            if before.as_deref() == Some(&text) { Ok(()) } else { writer.keep(T::NAME, Some(&text)) }
        });
        Ok(write.await?)
    }
}

/// A list of which every entry stands by itself: one that cannot be read takes no other with it.
pub(crate) fn each_readable<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let entries = Vec::<serde_json::Value>::deserialize(deserializer)?;
    Ok(entries.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect())
}
