//! A message: who, when, what, and all that hangs on it. Each part is drawn again only when that part changes.

use icondata_lu::LuShieldAlert;
use leptos::prelude::*;
use loggia_protocol::{
    members::Person,
    timeline::{Content, Event, ItemKind, SendState, Shield, TimelineItem},
};

use super::{
    body::BodyView, change::ChangeLine, file::FileView, image::ImageView, poll::PollView,
    quote::QuoteView, reactions::Reactions, readers::Readers, send_state::SendStateView,
    toolbar::Toolbar, use_timeline,
};
use crate::{
    i18n::{clock_time, full_time, t, t_string, use_i18n},
    models::message,
    state::{Row, media::avatar_url},
    widgets::{Avatar, AvatarSize, Icon, hue},
};

/// A part of a message that is drawn by itself.
pub fn part<P>(row: &Row<TimelineItem>, read: fn(&Event) -> P) -> Memo<Option<P>>
where
    P: PartialEq + Send + Sync + 'static,
{
    let value = row.value.clone();
    Memo::new(move |_| match &value.read().kind {
        ItemKind::Event(event) => Some(read(event)),
        _ => None,
    })
}

/// How a message's content is drawn.
#[derive(Clone, PartialEq)]
enum Drawn {
    /// What changes in it is changed in place: a picture that is sent gets another source, and must not go out meanwhile.
    Image,
    Sticker,
    File,
    /// Anew with each change.
    Anew(Box<Content>),
}

impl Drawn {
    fn of(content: &Content) -> Self {
        match content {
            Content::Image(_) => Self::Image,
            Content::Sticker(_) => Self::Sticker,
            Content::File(_) => Self::File,
            other => Self::Anew(Box::new(other.clone())),
        }
    }
}

/// The message, or the happening.
#[component]
pub fn MessageView(
    row: Row<TimelineItem>,
    index: Signal<usize>,
    tab_index: Signal<&'static str>,
    is_continued: Signal<bool>,
) -> impl IntoView {
    let words = use_i18n();
    let timeline = use_timeline();
    let key = row.key.clone();
    let id = part(&row, |event| event.event.clone());
    let kind = part(&row, message::kind);
    let label = part(&row, Event::clone);
    let state = part(&row, |event| {
        event.is_own.then(|| state_name(&event.send_state))
    });
    let is_mention = part(&row, |event| event.is_mention);
    let is_marked = Memo::new(move |_| {
        let marked = timeline.marked.get();
        marked.is_some() && id.get().flatten() == marked
    });
    let (hovered, focused) = (key.clone(), key.clone());
    let is_active = Memo::new(move |_| timeline.active.get().as_ref() == Some(&key));
    let row = StoredValue::new(row);
    view! {
        <article
            class="message"
            tabindex=move || tab_index.get()
            aria-posinset=move || (index.get() + 1).to_string()
            aria-setsize="-1"
            aria-label=move || label.get().map(|event| message::label(words, &event))
            data-event-id=move || id.get().flatten().map(|id| id.0)
            data-send-state=move || state.get().flatten()
            data-kind=move || kind.get().map(message::Kind::name)
            data-continued=move || is_continued.get().then_some("true")
            data-mention=move || is_mention.get().unwrap_or_default().then_some("true")
            data-marked=move || is_marked.get().then_some("true")
            on:mouseenter=move |_| timeline.active.set(Some(hovered.clone()))
            on:focusin=move |_| timeline.active.set(Some(focused.clone()))
        >
            {move || match kind.get() {
                Some(message::Kind::Change) => view! { <ChangeLine row=row.get_value() /> }.into_any(),
                _ => view! { <Said row=row.get_value() is_continued /> }.into_any(),
            }}
            <Show when=move || is_active.get()>
                <Toolbar row=row.get_value() />
            </Show>
        </article>
    }
}

#[component]
fn Said(row: Row<TimelineItem>, is_continued: Signal<bool>) -> impl IntoView {
    let sender = part(&row, |event| event.sender.clone());
    let sent_at = part(&row, |event| event.sent_at);
    let content = part(&row, |event| {
        (Drawn::of(&event.content), event.sender.name.clone())
    });
    let quote = part(&row, |event| event.reply_to.clone());
    let is_edited = part(&row, |event| event.is_edited);
    let shield = part(&row, |event| event.shield);
    let words = use_i18n();
    let (content_row, foot_row) = (row.clone(), row.clone());
    view! {
        <div class="message__side">
            {move || match is_continued.get() {
                false => sender.get().map(|sender| view! { <SenderAvatar sender /> }.into_any()),
                true => sent_at.get().map(|at| view! { <Time at /> }.into_any()),
            }}
        </div>
        <div class="message__main">
            {move || (!is_continued.get()).then(|| view! { <Head sender sent_at /> })}
            {move || quote.get().flatten().map(|quote| view! { <QuoteView quote row=row.clone() /> })}
            <div class="message__content">
                {move || content.get().map(|(content, sender)| {
                    view! { <ContentView content sender row=content_row.clone() /> }
                })}
                {move || is_edited.get().unwrap_or_default().then(|| view! {
                    <span class="message__edited">{t!(words, timeline.edited)}</span>
                })}
                {move || shield.get().flatten().map(|shield| view! { <ShieldView shield /> })}
            </div>
            <Foot row=foot_row />
        </div>
    }
}

/// What hangs below a message.
#[component]
fn Foot(row: Row<TimelineItem>) -> impl IntoView {
    let reactions = part(&row, |event| (event.reactions.clone(), event.can.react));
    let readers = part(&row, |event| (event.readers.clone(), event.n_readers));
    let state = part(&row, |event| event.is_own.then(|| event.send_state.clone()));
    view! {
        <Reactions reactions key=row.key.clone() />
        <div class="message__foot">
            <SendStateView state key=row.key />
            <Readers readers />
        </div>
    }
}

#[component]
fn SenderAvatar(sender: Person) -> impl IntoView {
    let size = AvatarSize::Medium;
    let picture = sender.avatar.map(|avatar| avatar_url(avatar, size.edge()));
    view! { <Avatar seed=sender.user.0 name=sender.name picture size /> }
}

#[component]
fn Head(sender: Memo<Option<Person>>, sent_at: Memo<Option<u64>>) -> impl IntoView {
    view! {
        <p class="message__head">
            {move || sender.get().map(|sender| view! {
                <bdi class="message__sender" data-hue=hue(&sender.user.0) title=sender.user.0.clone()>
                    {sender.name}
                </bdi>
            })}
            {move || sent_at.get().map(|at| view! { <Time at /> })}
        </p>
    }
}

#[component]
fn Time(at: u64) -> impl IntoView {
    let words = use_i18n();
    view! {
        <time class="message__time" title=move || full_time(words, at)>
            {move || clock_time(words, at)}
        </time>
    }
}

#[component]
fn ContentView(content: Drawn, sender: String, row: Row<TimelineItem>) -> impl IntoView {
    match content {
        Drawn::Image => view! { <ImageView row is_sticker=false /> }.into_any(),
        Drawn::Sticker => view! { <ImageView row is_sticker=true /> }.into_any(),
        Drawn::File => view! { <FileView row /> }.into_any(),
        Drawn::Anew(content) => view! { <AnewView content=*content sender row /> }.into_any(),
    }
}

#[component]
fn AnewView(content: Content, sender: String, row: Row<TimelineItem>) -> impl IntoView {
    let words = use_i18n();
    match content {
        Content::Text(body) => view! { <BodyView body /> }.into_any(),
        Content::Notice(body) => {
            view! { <div class="message__notice"><BodyView body /></div> }.into_any()
        }
        Content::Emote(body) => view! {
            <div class="message__emote">
                <bdi>{sender}</bdi>
                " "
                <BodyView body />
            </div>
        }
        .into_any(),
        Content::Poll(poll) => view! { <PollView poll /> }.into_any(),
        Content::Location(text) => view! { <p><bdi>{text}</bdi></p> }.into_any(),
        Content::Removed => {
            view! { <p class="message__gone">{t!(words, timeline.removed)}</p> }.into_any()
        }
        Content::Undecryptable(cause) => {
            view! { <p class="message__gone">{message::cause_text(words, cause)}</p> }.into_any()
        }
        Content::Unsupported(kind) => {
            let text = t_string!(words, timeline.unsupported, kind).to_string();
            view! { <p class="message__gone">{text}</p> }.into_any()
        }
        Content::Image(_) | Content::Sticker(_) | Content::File(_) => ().into_any(),
        // A message does not become a happening.
        Content::Change(_) => view! { <ChangeLine row /> }.into_any(),
    }
}

#[component]
fn ShieldView(shield: Shield) -> impl IntoView {
    let words = use_i18n();
    let text = move || message::shield_text(words, shield);
    view! {
        <span class="message__shield" role="img" aria-label=text title=text>
            <Icon icon=LuShieldAlert />
        </span>
    }
}

fn state_name(state: &SendState) -> &'static str {
    match state {
        SendState::Sending => "sending",
        SendState::Received | SendState::Sent => "sent",
        SendState::Failed(_) => "failed",
    }
}
