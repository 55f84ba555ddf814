//! Where the snapshot lies. Without a browser there is none.

#[cfg(target_family = "wasm")]
mod browser {
    use loggia_vault::Vault;

    const VAULT: Vault = Vault::new("loggia-snapshot");

    /// What was saved. What cannot be read is as good as not there: the engine has it all.
    pub async fn load() -> Option<Vec<u8>> {
        VAULT.load().await.ok().flatten()
    }

    /// Saves, as far as the browser lets us.
    pub async fn save(bytes: &[u8]) {
        if let Err(error) = VAULT.save(bytes).await {
            leptos::logging::warn!("the snapshot was not saved: {error}");
        }
    }

    /// Deletes what was saved.
    pub async fn delete() {
        if let Err(error) = VAULT.delete().await {
            leptos::logging::warn!("the snapshot was not deleted: {error}");
        }
    }
}

#[cfg(target_family = "wasm")]
pub use browser::{delete, load, save};

#[cfg(not(target_family = "wasm"))]
pub async fn load() -> Option<Vec<u8>> {
    None
}

#[cfg(not(target_family = "wasm"))]
pub async fn save(_bytes: &[u8]) {}

#[cfg(not(target_family = "wasm"))]
pub async fn delete() {}
