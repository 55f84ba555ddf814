//! A file as native tests hand it over.

use crate::platform::{Picture, Small, Unreadable};

/// A file that a tab hands over.
#[derive(Clone, Debug, Default)]
pub struct Blob {
    bytes: Vec<u8>,
    is_gone: bool,
    picture: Option<Picture>,
}

impl Blob {
    /// A file with this content.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            ..Self::default()
        }
    }

    /// A file that has been moved since it was chosen.
    pub fn gone(self) -> Self {
        Self {
            is_gone: true,
            ..self
        }
    }

    /// A file in which a browser sees this picture.
    pub fn showing(self, picture: Picture) -> Self {
        Self {
            picture: Some(picture),
            ..self
        }
    }

    /// Its size.
    pub fn n_bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Its content.
    pub async fn read(&self) -> Result<Vec<u8>, Unreadable> {
        match self.is_gone {
            true => Err(Unreadable),
            false => Ok(self.bytes.clone()),
        }
    }

    /// A copy of what can be seen in it.
    pub async fn portrait(&self) -> Option<Small> {
        self.picture.clone()?.thumbnail
    }

    /// What a browser sees in it.
    pub async fn picture(&self) -> Option<Picture> {
        self.picture.clone()
    }
}
