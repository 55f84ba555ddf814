//! A picture in a message, in a box of its own size from the start, so that nothing moves when it arrives.

use leptos::prelude::*;
use loggia_protocol::media::{Image, LoadMedia, MediaForm};

use super::body::BodyView;
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{failure_text, t_string, use_i18n},
    platform::text::px,
    state::{Loadable, media::media_url},
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
pub fn ImageView(image: Image, is_sticker: bool) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let (max_width, max_height) = match is_sticker {
        true => (MAX_STICKER, MAX_STICKER),
        false => (MAX_WIDTH, MAX_HEIGHT),
    };
    let (width, height) = fit(image.size.unwrap_or(UNKNOWN), max_width, max_height);
    let picture = media_url(source_of(&image, width, height));
    let caption = image.file.caption.clone();
    let name = image.file.name.clone();
    let label = {
        let name = name.clone();
        move || t_string!(words, timeline.open_image, name = name.clone()).to_string()
    };
    let drawn = move || match picture.get() {
        Loadable::Loading => ().into_any(),
        Loadable::Ready(url) => {
            let alt = t_string!(words, timeline.image, name = name.clone()).to_string();
            view! { <img class="picture__image" src=url alt=alt draggable="false" /> }.into_any()
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
    view! {
        <button
            class="picture"
            type="button"
            aria-label=label
            data-sticker=is_sticker.then_some("true")
            style:inline-size=px(f64::from(width))
            style:aspect-ratio=format!("{width} / {height}")
            on:click=move |_| dialogs.open(OpenDialog::ViewImage(Box::new(image.file.clone())))
        >
            {drawn}
        </button>
        {caption.map(|body| view! { <BodyView body /> })}
    }
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
    use super::*;

    #[test]
    fn pictures_fit_and_small_ones_stay() {
        assert_eq!(fit((720, 560), 360.0, 280.0), (360, 280));
        assert_eq!(fit((100, 50), 360.0, 280.0), (100, 50));
        assert_eq!(fit((10_000, 10), 360.0, 280.0), (360, 24));
        assert_eq!(fit((1, 60_000), 360.0, 280.0), (24, 280));
    }
}
