//! A keyring in memory: what survives the process in a test. Clones are the same keyring.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use desk::{Vault, VaultError, VaultItem};
use desk_core::secret::Secret;

#[derive(Default)]
struct Inside {
    items: HashMap<VaultItem, String>,
    failures: VecDeque<VaultError>,
    broken: Option<VaultError>,
    calls: u64,
}

/// The keyring.
#[derive(Clone, Default)]
pub(crate) struct MemoryVault(Arc<Mutex<Inside>>);

impl MemoryVault {
    /// The next call fails like this, and the one after it works again. Several wait in a row.
    pub(crate) fn fail_next(&self, error: VaultError) {
        self.inside().failures.push_back(error);
    }

    /// Every call fails like this from now on; nothing: all work again.
    pub(crate) fn fail_always(&self, error: Option<VaultError>) {
        self.inside().broken = error;
    }

    /// Names and texts of all items.
    pub(crate) fn items(&self) -> Vec<(VaultItem, String)> {
        self.inside().items.iter().map(|(item, text)| (item.clone(), text.clone())).collect()
    }

    /// Puts texts in place of all items, as another program could.
    pub(crate) fn replace(&self, items: Vec<(VaultItem, String)>) {
        self.inside().items = items.into_iter().collect();
    }

    /// Calls so far.
    pub(crate) fn calls(&self) -> u64 {
        self.inside().calls
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap()
    }

    fn call(&self) -> Result<MutexGuard<'_, Inside>, VaultError> {
        let mut inside = self.inside();
        inside.calls += 1;
        match inside.failures.pop_front().or(inside.broken) {
            Some(error) => Err(error),
            None => Ok(inside),
        }
    }
}

impl Vault for MemoryVault {
    fn load(&self, item: &VaultItem) -> Result<Option<Secret>, VaultError> {
        Ok(self.call()?.items.get(item).cloned().map(Secret::new))
    }

    fn store(&self, item: &VaultItem, text: &Secret) -> Result<(), VaultError> {
        self.call()?.items.insert(item.clone(), text.expose().to_owned());
        Ok(())
    }

    fn delete(&self, item: &VaultItem) -> Result<(), VaultError> {
        self.call()?.items.remove(item);
        Ok(())
    }
}
