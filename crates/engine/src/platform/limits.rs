//! How long a request may take, by its address. A browser by itself waits for minutes, after a sleep sometimes for ever.

use std::time::Duration;

use url::Url;

/// What most requests get.
const USUAL: Duration = Duration::from_secs(30);
/// What a server gets for a long poll, beyond the time that it was asked to wait.
const GRACE: Duration = Duration::from_secs(15);
/// What large answers get, files above all: on a line of 50 kB/s that is 15 MB.
const LARGE: Duration = Duration::from_secs(300);

/// What an upload gets at most; one that does not get on is given up long before.
const UPLOAD: Duration = Duration::from_secs(6 * 3600);

/// How long the request to this address may take.
pub fn time_limit(url: &str) -> Duration {
    let Ok(url) = Url::parse(url) else {
        return USUAL;
    };
    if is_upload_path(url.path()) {
        return UPLOAD;
    }
    if is_media_path(url.path()) || is_first_sync(&url) {
        return LARGE;
    }
    let timeout = url.query_pairs().find(|(name, _)| name == "timeout");
    let asked = timeout.and_then(|(_, milliseconds)| milliseconds.parse().ok());
    match asked.map(Duration::from_millis) {
        Some(asked) if url.path().ends_with("/sync") => asked + GRACE,
        _ => USUAL,
    }
}

/// The first answer of `/v3/sync` is about everything that the account has; servers take their time over it.
fn is_first_sync(url: &Url) -> bool {
    url.path().ends_with("/v3/sync") && !url.query_pairs().any(|(name, _)| name == "since")
}

/// Whether the address is one of the client API that only a homeserver answers. How servers are found is not: there a web
/// page tells that nobody serves Matrix.
pub fn is_api(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let path = url.path();
    path.contains("/_matrix/client/") && !path.ends_with("/versions") && !path.ends_with("/login")
}

/// Whether this is where files are sent to.
pub fn is_upload(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| is_upload_path(url.path()))
}

/// Whether this is where pictures and files come from.
pub fn is_media(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| is_media_path(url.path()) && !is_upload_path(url.path()))
}

/// [Content repository](https://spec.matrix.org/v1.19/client-server-api/#content-repository), of today and of before.
fn is_media_path(path: &str) -> bool {
    path.contains("/media/")
}

/// [`POST /_matrix/media/v3/upload`](https://spec.matrix.org/v1.19/client-server-api/#post_matrixmediav3upload)
fn is_upload_path(path: &str) -> bool {
    path.contains("/_matrix/media/") && path.ends_with("/upload")
}

/// Whether the answer from this address replaces the session's tokens.
pub fn gives_tokens(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| {
        let path = url.path();
        path.contains("/_matrix/client/") && path.ends_with("/refresh")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const API: &str = "https://x.org/_matrix/client";

    #[test]
    fn long_polls_may_take_what_they_ask_for() {
        let limit = |path: &str| time_limit(&format!("{API}/{path}")).as_secs();
        assert_eq!(
            limit("unstable/org.matrix.simplified_msc3575/sync?pos=1&timeout=30000"),
            45
        );
        assert_eq!(limit("v3/sync?since=a&timeout=0"), 15);
        assert_eq!(limit("v3/sync?since=a"), 30);
        assert_eq!(limit("v3/sync?timeout=0"), 300);
        assert_eq!(limit("v3/rooms/!a/messages?timeout=900000"), 30);
        assert_eq!(limit("v1/media/download/x.org/abc"), 300);
        assert_eq!(time_limit("nonsense"), USUAL);
    }

    #[test]
    fn pictures_come_from_where_media_is() {
        let is_media = |path: &str| is_media(&format!("https://x.org/_matrix/{path}"));
        assert!(is_media("client/v1/media/thumbnail/x.org/abc?width=9"));
        assert!(is_media("media/v3/download/x.org/abc"));
        assert!(!is_media("media/v3/upload?filename=a"));
        assert!(!is_media("client/v3/sync"));
    }

    #[test]
    fn files_may_take_hours_on_their_way_up() {
        let upload = "https://x.org/_matrix/media/v3/upload?filename=a";
        assert!(is_upload(upload));
        assert_eq!(time_limit(upload), UPLOAD);
        assert!(!is_upload(&format!("{API}/v1/media/download/x.org/upload")));
    }

    #[test]
    fn a_web_page_is_an_answer_only_where_servers_are_looked_for() {
        assert!(is_api(&format!("{API}/v3/sync?timeout=0")));
        assert!(!is_api(&format!("{API}/versions")));
        assert!(!is_api(&format!("{API}/v3/login")));
        assert!(!is_api("https://x.org/.well-known/matrix/client"));
    }

    #[test]
    fn one_address_gives_tokens() {
        assert!(gives_tokens(&format!("{API}/v3/refresh")));
        assert!(!gives_tokens(&format!("{API}/v3/sync")));
        assert!(!gives_tokens("https://x.org/refresh"));
    }
}
