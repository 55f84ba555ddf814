//! What somebody may type as a homeserver, and what it can mean. Knows no network.

use matrix_sdk::ServerName;
use url::{Host, Url};

/// Where to look for a homeserver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A server's name: its `.well-known` file says where the homeserver is.
    Name {
        /// The name.
        name: String,
        /// Where the `.well-known` file is asked for, and the homeserver itself if there is none.
        url: Url,
    },
    /// The homeserver's own address.
    Url(Url),
}

/// Why something cannot be an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was typed.
    Empty,
    /// Neither a name nor an address.
    Malformed,
}

impl Address {
    /// Reads what was typed.
    ///
    /// Plain `http` is for whoever writes it out, and for this machine.
    pub fn parse(input: &str) -> Result<Self, AddressError> {
        let input = input.trim();
        if input.is_empty() {
            return Err(AddressError::Empty);
        }
        if input.contains("://") {
            return base_url(input)
                .map(Self::Url)
                .ok_or(AddressError::Malformed);
        }
        let name = input.strip_suffix('/').unwrap_or(input).to_lowercase();
        if ServerName::parse(&name).is_err() {
            return Err(AddressError::Malformed);
        }
        if let Some(url) = base_url(&format!("http://{name}")).filter(is_this_machine) {
            return Ok(Self::Url(url));
        }
        let url = base_url(&format!("https://{name}")).ok_or(AddressError::Malformed)?;
        Ok(Self::Name { name, url })
    }

    /// The name to show.
    pub fn name(&self) -> String {
        match self {
            Self::Name { name, .. } => name.clone(),
            Self::Url(url) => match (url.host_str(), url.port()) {
                (Some(host), Some(port)) => format!("{host}:{port}"),
                (host, _) => host.unwrap_or_default().to_owned(),
            },
        }
    }
}

/// A homeserver's base address, without a slash at the end of its path: `None` if it cannot be one.
pub fn base_url(text: &str) -> Option<Url> {
    let mut url = Url::parse(text.trim()).ok()?;
    let is_plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    let has_host = url.host_str().is_some_and(|host| !host.is_empty());
    if !matches!(url.scheme(), "http" | "https") || !is_plain || !has_host {
        return None;
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Some(url)
}

/// An address below a base address.
pub fn below(base: &Url, path: &str) -> String {
    format!("{}{path}", base.as_str().trim_end_matches('/'))
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, url: &str) -> Result<Address, AddressError> {
        let url = Url::parse(url).unwrap();
        let name = name.to_owned();
        Ok(Address::Name { name, url })
    }

    fn url(url: &str) -> Result<Address, AddressError> {
        Ok(Address::Url(Url::parse(url).unwrap()))
    }

    #[test]
    fn input_is_read_as_meant() {
        let cases = [
            ("example.org", name("example.org", "https://example.org")),
            (
                "  Example.org/ ",
                name("example.org", "https://example.org"),
            ),
            (
                "example.org:8448",
                name("example.org:8448", "https://example.org:8448"),
            ),
            ("192.0.2.1", name("192.0.2.1", "https://192.0.2.1")),
            (
                "[2001:db8::1]:443",
                name("[2001:db8::1]:443", "https://[2001:db8::1]"),
            ),
            ("localhost", url("http://localhost")),
            ("localhost:8008", url("http://localhost:8008")),
            ("127.0.0.1:8008", url("http://127.0.0.1:8008")),
            ("[::1]:8008", url("http://[::1]:8008")),
            ("http://example.org", url("http://example.org")),
            ("https://example.org/base/", url("https://example.org/base")),
            ("https://Example.org:8448", url("https://example.org:8448")),
            ("", Err(AddressError::Empty)),
            (" \t", Err(AddressError::Empty)),
            ("two words", Err(AddressError::Malformed)),
            ("@alice:example.org", Err(AddressError::Malformed)),
            ("example.org/path", Err(AddressError::Malformed)),
            ("example..org:x", Err(AddressError::Malformed)),
            ("ftp://example.org", Err(AddressError::Malformed)),
            ("javascript://example.org", Err(AddressError::Malformed)),
            ("https://", Err(AddressError::Malformed)),
            (
                "https://alice:secret@example.org",
                Err(AddressError::Malformed),
            ),
            ("https://example.org/?a=b", Err(AddressError::Malformed)),
        ];
        for (input, expected) in cases {
            assert_eq!(Address::parse(input), expected, "{input:?}");
        }
    }

    #[test]
    fn names_are_what_was_meant() {
        let cases = [
            ("example.org", "example.org"),
            ("localhost:8008", "localhost:8008"),
            ("https://matrix.example.org/base", "matrix.example.org"),
        ];
        for (input, expected) in cases {
            assert_eq!(Address::parse(input).unwrap().name(), expected);
        }
    }

    #[test]
    fn paths_go_below_the_base() {
        let base = base_url("https://example.org/base/").unwrap();
        assert_eq!(
            below(&base, "/versions"),
            "https://example.org/base/versions"
        );
        let base = base_url("https://example.org").unwrap();
        assert_eq!(below(&base, "/versions"), "https://example.org/versions");
    }
}
