//! Files that are to be sent: what is known of them, and what keeps them from being sent. Reads nothing of them, and does not
//! know how they travel.

mod attach;
mod drop;
mod limit;
mod list;

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use leptos::prelude::*;
use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Blob, DataTransfer, File, FileList, HtmlElement, Url};

pub use self::{
    attach::AttachButton,
    drop::{DropZone, refuse_dropped_files},
    limit::UploadLimit,
    list::AttachedFiles,
};

/// Pictures that every browser shows, and that can do no harm as such.
const PREVIEWED: [&str; 5] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
];

/// A file that is to be sent.
#[derive(Clone)]
pub struct StagedFile {
    /// Counts all files of this tab: what was chosen first has the lower number.
    pub number: u32,
    /// The file's name.
    pub name: String,
    /// Its size.
    pub n_bytes: u64,
    preview: Option<Arc<ObjectUrl>>,
    /// Why the engine did not take it, where that is the file's own fault.
    refusal: Option<Failure>,
    file: SendWrapper<File>,
}

/// An address of a file within this page, for as long as somebody needs it.
struct ObjectUrl(String);

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        drop(Url::revoke_object_url(&self.0));
    }
}

impl StagedFile {
    fn new(file: File) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let url = PREVIEWED
            .contains(&file.type_().as_str())
            .then(|| Url::create_object_url_with_blob(&file).ok())
            .flatten();
        Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            name: file.name(),
            n_bytes: file.size() as u64,
            preview: url.map(|url| Arc::new(ObjectUrl(url))),
            refusal: None,
            file: SendWrapper::new(file),
        }
    }

    /// Its type as the browser tells it.
    pub fn mime(&self) -> Option<String> {
        Some(self.file.type_()).filter(|mime| !mime.is_empty())
    }

    /// What travels.
    pub fn blob(&self) -> Blob {
        (*self.file).clone().unchecked_into()
    }

    /// The same file, which cannot be sent as it is.
    pub fn refused(self, refusal: Failure) -> Self {
        Self {
            refusal: Some(refusal),
            ..self
        }
    }

    /// The id of the button that removes it.
    fn button_id(&self) -> String {
        format!("attached-{}", self.number)
    }

    fn problem(&self, limit: Option<u64>) -> Option<Failure> {
        let problem = problem_of(self.n_bytes, limit).map(|kind| Failure::new(kind, ""));
        problem.or_else(|| self.refusal.clone())
    }
}

fn problem_of(n_bytes: u64, limit: Option<u64>) -> Option<FailureKind> {
    match limit {
        _ if n_bytes == 0 => Some(FailureKind::Invalid(Field::File, Problem::Empty)),
        Some(most) if n_bytes > most => Some(FailureKind::TooLarge { limit }),
        _ => None,
    }
}

/// Whether a failure says that this very file can never be sent.
pub fn is_about_file(failure: &Failure) -> bool {
    matches!(
        failure.kind,
        FailureKind::TooLarge { .. } | FailureKind::Invalid(Field::File, _)
    )
}

/// Puts a file where it was before among those that were chosen later.
pub fn put_back(files: &mut Vec<StagedFile>, file: StagedFile) {
    let at = files.partition_point(|other| other.number < file.number);
    files.insert(at, file);
}

/// The files that are to be sent to one room.
#[derive(Clone, Copy)]
pub struct StagedFiles {
    list: RwSignal<Vec<StagedFile>>,
    limit: UploadLimit,
}

impl StagedFiles {
    /// Begins with these.
    pub fn new(files: Vec<StagedFile>, limit: UploadLimit) -> Self {
        Self {
            list: RwSignal::new(files),
            limit,
        }
    }

    /// The files.
    pub fn list(self) -> RwSignal<Vec<StagedFile>> {
        self.list
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.list.with(Vec::is_empty)
    }

    /// Adds files.
    pub fn add(self, files: &FileList) {
        self.limit.ask();
        let added = (0..files.length()).filter_map(|index| files.get(index));
        self.list
            .update(|list| list.extend(added.map(StagedFile::new)));
    }

    /// Takes all files away to send them.
    pub fn take(self) -> Vec<StagedFile> {
        self.list.try_update(std::mem::take).unwrap_or_default()
    }

    /// Takes one away.
    pub fn remove(self, number: u32) {
        self.list
            .update(|list| list.retain(|file| file.number != number));
    }

    /// Why a file cannot be sent.
    fn problem(self, file: &StagedFile) -> Option<Failure> {
        file.problem(self.limit.get())
    }

    /// Moves the focus to the first file that cannot be sent; says whether there is one.
    pub fn point_at_problem(self) -> bool {
        let limit = self.limit.get_untracked();
        let id = self.list.with_untracked(|list| {
            let file = list.iter().find(|file| file.problem(limit).is_some());
            file.map(StagedFile::button_id)
        });
        let button = id.as_ref().and_then(|id| document().get_element_by_id(id));
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            drop(button.focus());
        }
        id.is_some()
    }
}

/// The files on a clipboard. What an office program copies as a text and as a picture of it is a text.
pub fn pasted_files(clipboard: &DataTransfer) -> Option<FileList> {
    let has = |format| {
        clipboard
            .get_data(format)
            .is_ok_and(|data| !data.is_empty())
    };
    if has("text/plain") && has("text/html") {
        return None;
    }
    clipboard.files().filter(|files| files.length() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_and_large_files_are_noticed() {
        let empty = FailureKind::Invalid(Field::File, Problem::Empty);
        assert_eq!(problem_of(0, None), Some(empty));
        assert_eq!(problem_of(7, None), None);
        assert_eq!(problem_of(7, Some(7)), None);
        let limit = Some(7);
        assert_eq!(problem_of(8, limit), Some(FailureKind::TooLarge { limit }));
    }

    #[test]
    fn only_what_is_wrong_with_a_file_keeps_it() {
        let check = |kind, is| assert_eq!(is_about_file(&Failure::new(kind, "")), is);
        check(FailureKind::TooLarge { limit: None }, true);
        check(FailureKind::Invalid(Field::File, Problem::Unreadable), true);
        check(
            FailureKind::Invalid(Field::Message, Problem::TooLong),
            false,
        );
        check(FailureKind::EngineLost, false);
    }
}
