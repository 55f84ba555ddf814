//! A picture in a message, in a box of its own size from the start, so that nothing moves when it arrives.

use leptos::prelude::*;
use loggia_protocol::{
    media::{Image, LoadMedia, MediaForm},
    timeline::{Content, Event, ItemKind, TimelineItem},
};

use super::{body::BodyView, message::part, upload::UploadView};
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{failure_text, t_string, use_i18n},
    platform::text::px,
    state::{Loadable, Row, media::media_url},
};

/// Largest box of a picture, in CSS pixels.
const MAX_WIDTH: f64 = 360.0;
const MAX_HEIGHT: f64 = 280.0;
/// Largest box of a sticker.
const MAX_STICKER: f64 = 160.0;
/// The box of a picture of unknown size.
const UNKNOWN: (u32, u32) = (320, 240);

/// The picture; a press opens it in full.
#[component]
pub fn ImageView(row: Row<TimelineItem>, is_sticker: bool) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let (max_width, max_height) = match is_sticker {
        true => (MAX_STICKER, MAX_STICKER),
        false => (MAX_WIDTH, MAX_HEIGHT),
    };
    let image = part(&row, image_of);
    let image = Memo::new(move |_| image.get().flatten());
    let size = Memo::new(move |_| {
        let size = image.with(|image| image.as_ref()?.size);
        fit(size.unwrap_or(UNKNOWN), max_width, max_height)
    });
    let name =
        Memo::new(move |_| image.with(|image| image.as_ref().map(|image| image.file.name.clone())));
    let name = move || name.get().unwrap_or_default();
    let caption = Memo::new(move |_| image.with(|image| image.as_ref()?.file.caption.clone()));
    let shown = shown_picture(image, size);
    let decoding = decoding(&row);
    let drawn = move || match shown.get() {
        Loadable::Loading => ().into_any(),
        Loadable::Ready(url) => {
            let alt = t_string!(words, timeline.image, name = name()).to_string();
            view! { <img class="picture__image" src=url alt=alt decoding=decoding draggable="false" /> }
                .into_any()
        }
        Loadable::Failed(failure) => {
            let text = failure_text(words, &failure);
            view! {
                <span class="picture__failure" title=text>
                    {t_string!(words, timeline.image_failed)}
                </span>
            }
            .into_any()
        }
    };
    let open = move |_| {
        if let Some(image) = image.get_untracked() {
            dialogs.open(OpenDialog::ViewImage(Box::new(image.file)));
        }
    };
    view! {
        <div class="media">
            <button
                class="picture"
                type="button"
                aria-label=move || t_string!(words, timeline.open_image, name = name()).to_string()
                data-sticker=is_sticker.then_some("true")
                style:inline-size=move || px(f64::from(size.get().0))
                style:aspect-ratio=move || {
                    let (width, height) = size.get();
                    format!("{width} / {height}")
                }
                on:click=open
            >
                {drawn}
            </button>
            <UploadView row />
        </div>
        {move || caption.get().map(|body| view! { <BodyView body /> })}
    }
}

fn image_of(event: &Event) -> Option<Image> {
    match &event.content {
        Content::Image(image) | Content::Sticker(image) => Some(image.clone()),
        _ => None,
    }
}

/// The picture as it is drawn. One that is sent comes from elsewhere afterwards: until it is loaded from there, and where it
/// cannot be, the one that was drawn before stays.
fn shown_picture(image: Memo<Option<Image>>, size: Memo<(u32, u32)>) -> Memo<Loadable<String>> {
    let picture = Memo::new(move |_| {
        let (width, height) = size.get();
        image.with(|image| {
            let image = image.as_ref()?;
            Some(media_url(source_of(image, width, height)))
        })
    });
    Memo::new(move |before: Option<&Loadable<String>>| {
        let now = picture.get().map(|picture| picture.get());
        stays(now.unwrap_or(Loadable::Loading), before)
    })
}

fn stays(now: Loadable<String>, before: Option<&Loadable<String>>) -> Loadable<String> {
    match (now, before) {
        (Loadable::Ready(url), _) => Loadable::Ready(url),
        (_, Some(Loadable::Ready(url))) => Loadable::Ready(url.clone()),
        (now, _) => now,
    }
}

/// One's own picture changes its source while it is looked at: there must be no frame without it.
fn decoding(row: &Row<TimelineItem>) -> &'static str {
    let is_own = match &row.value.read_untracked().kind {
        ItemKind::Event(event) => event.is_own,
        _ => false,
    };
    if is_own { "sync" } else { "auto" }
}

/// What to load for a box: the sender's thumbnail, else one that the server makes.
fn source_of(image: &Image, width: u32, height: u32) -> LoadMedia {
    let ratio = window().device_pixel_ratio().clamp(1.0, 2.0);
    match &image.thumbnail {
        Some(thumbnail) => LoadMedia {
            source: thumbnail.clone(),
            form: MediaForm::Whole,
        },
        None => LoadMedia {
            source: image.file.source.clone(),
            form: MediaForm::Thumbnail {
                width: (f64::from(width) * ratio) as u16,
                height: (f64::from(height) * ratio) as u16,
            },
        },
    }
}

/// The size at which a picture fits into a box; small ones stay as they are.
fn fit((width, height): (u32, u32), max_width: f64, max_height: f64) -> (u32, u32) {
    const SMALLEST: f64 = 24.0;
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (max_width / width).min(max_height / height).min(1.0);
    let scaled = |edge: f64| (edge * scale).round().max(SMALLEST) as u32;
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use loggia_protocol::{Failure, FailureKind};

    use super::*;

    #[test]
    fn a_picture_stays_until_there_is_another() {
        let url = |url: &str| Loadable::Ready(url.to_owned());
        let failed = Loadable::Failed(Failure::new(FailureKind::NotFound, "gone"));
        let before = url("a");
        for (now, expected) in [
            (Loadable::Loading, url("a")),
            (url("b"), url("b")),
            (failed.clone(), url("a")),
        ] {
            assert_eq!(stays(now, Some(&before)), expected);
        }
        assert_eq!(stays(failed.clone(), Some(&Loadable::Loading)), failed);
        assert_eq!(stays(Loadable::Loading, None), Loadable::Loading);
    }

    #[test]
    fn pictures_fit_and_small_ones_stay() {
        assert_eq!(fit((720, 560), 360.0, 280.0), (360, 280));
        assert_eq!(fit((100, 50), 360.0, 280.0), (100, 50));
        assert_eq!(fit((10_000, 10), 360.0, 280.0), (360, 24));
        assert_eq!(fit((1, 60_000), 360.0, 280.0), (24, 280));
    }
}
