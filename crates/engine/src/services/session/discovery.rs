//! From what was typed to a homeserver that can be used: `.well-known`, versions, ways to sign in.
//!
//! Follows "Server Discovery" of the client-server API. Every way to fail is a problem of the homeserver field.

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    session::{Homeserver, LoginKind},
};
use serde::Deserialize;
use url::Url;

use super::{
    address::{Address, AddressError, base_url, below},
    http::{Answer, get},
};
use crate::platform::Platform;

/// The oldest version of the specification that will do: from it on paths have the form that the SDK uses.
const OLDEST: (u32, u32) = (1, 1);

/// Finds the homeserver behind what was typed.
///
/// Fails with `Invalid` at the homeserver field, or with `RateLimited`.
pub async fn discover(platform: &Platform, input: &str) -> Result<Homeserver, Failure> {
    let address = Address::parse(input).map_err(|error| match error {
        AddressError::Empty => problem(Problem::Empty, "nothing was typed"),
        AddressError::Malformed => problem(Problem::Malformed, "neither a name nor an address"),
    })?;
    let url = match &address {
        Address::Name { url, .. } => look_up(platform, url).await?.unwrap_or_else(|| url.clone()),
        Address::Url(url) => match check(platform, url).await {
            Ok(()) => url.clone(),
            Err(failure) => delegated(platform, url).await.ok_or(failure)?,
        },
    };
    if !matches!(&address, Address::Url(checked) if *checked == url) {
        check(platform, &url).await?;
    }
    Ok(Homeserver {
        name: address.name(),
        logins: logins(platform, &url).await?,
        url: url.as_str().trim_end_matches('/').to_owned(),
    })
}

/// Whether a Matrix server that is new enough answers at this address.
pub async fn check(platform: &Platform, url: &Url) -> Result<(), Failure> {
    let answer = get(platform, &below(url, "/_matrix/client/versions")).await;
    let versions: Versions = match (answer.json(), &answer) {
        (Some(versions), _) => versions,
        (None, answer) => return Err(silence(answer, url)),
    };
    let newest = versions
        .versions
        .iter()
        .filter_map(|version| Some((order(version)?, version)))
        .max();
    match newest {
        None => Err(problem(Problem::NotMatrix, "no version is named")),
        Some((order, _)) if order >= OLDEST => Ok(()),
        Some((_, newest)) => Err(problem(
            Problem::TooOld(newest.clone()),
            "the API of today is missing",
        )),
    }
}

/// Where a server's `.well-known` file says that its homeserver is: `None` if there is no such file.
async fn look_up(platform: &Platform, server: &Url) -> Result<Option<Url>, Failure> {
    let answer = get(platform, &below(server, "/.well-known/matrix/client")).await;
    match &answer {
        // Many sites answer a missing file without CORS headers: a page cannot tell that from no answer.
        Answer::Body { status: 404, .. } | Answer::Blocked | Answer::Nothing => return Ok(None),
        Answer::Body { .. } => {}
    }
    let bad = |detail: &str| problem(Problem::BadWellKnown, detail);
    let well_known: WellKnown = answer
        .json()
        .ok_or_else(|| bad("not the JSON it should be"))?;
    let url = base_url(&well_known.homeserver.base_url).ok_or_else(|| bad("no usable address"))?;
    Ok(Some(url))
}

/// Somebody typed `https://example.org` and meant the name.
async fn delegated(platform: &Platform, url: &Url) -> Option<Url> {
    if url.path() != "/" {
        return None;
    }
    look_up(platform, url).await.ok().flatten()
}

/// What it means that there was no list of versions.
fn silence(answer: &Answer, url: &Url) -> Failure {
    let found = match answer {
        Answer::Nothing
        | Answer::Body {
            status: 502..=504, ..
        } => Problem::NoServer,
        Answer::Blocked => Problem::Blocked,
        Answer::Body {
            status: 429,
            retry_after,
            ..
        } => return rate_limited(*retry_after),
        Answer::Body { .. } => Problem::NotMatrix,
    };
    problem(
        found,
        format!(
            "asked {} for its versions",
            url.origin().ascii_serialization()
        ),
    )
}

fn rate_limited(seconds: Option<u32>) -> Failure {
    Failure::new(FailureKind::RateLimited { seconds }, "discovery")
}

/// The ways to sign in that a person can use.
async fn logins(platform: &Platform, url: &Url) -> Result<Vec<LoginKind>, Failure> {
    let answer = get(platform, &below(url, "/_matrix/client/v3/login")).await;
    if let Answer::Body {
        status: 429,
        retry_after,
        ..
    } = answer
    {
        return Err(rate_limited(retry_after));
    }
    let flows = answer.json::<LoginFlows>().unwrap_or_default().flows;
    let may_have_oauth = flows.iter().any(Flow::stands_for_oauth)
        || !flows.iter().any(|flow| flow.kind == "m.login.password");
    let mut logins: Vec<_> = flows.into_iter().filter_map(Flow::login).collect();
    if may_have_oauth && has_oauth(platform, url).await {
        logins.push(LoginKind::OAuth);
    }
    Ok(logins)
}

async fn has_oauth(platform: &Platform, url: &Url) -> bool {
    for path in [
        "/_matrix/client/v1/auth_metadata",
        "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
    ] {
        let answer = get(platform, &below(url, path)).await;
        if answer.json::<OAuthMetadata>().is_some() {
            return true;
        }
    }
    false
}

/// A version as numbers that can be compared: 0 for the `r0` series.
fn order(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version
        .strip_prefix('v')
        .or(version.strip_prefix('r'))?
        .split_once('.')?;
    let minor = minor.split('.').next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn problem(problem: Problem, detail: impl Into<String>) -> Failure {
    Failure::invalid(Field::Homeserver, problem, detail)
}

#[derive(Deserialize)]
struct WellKnown {
    #[serde(rename = "m.homeserver")]
    homeserver: WellKnownHomeserver,
}

#[derive(Deserialize)]
struct WellKnownHomeserver {
    base_url: String,
}

#[derive(Deserialize)]
struct Versions {
    versions: Vec<String>,
}

#[derive(Default, Deserialize)]
struct LoginFlows {
    flows: Vec<Flow>,
}

#[derive(Deserialize)]
struct Flow {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    identity_providers: Vec<IdentityProvider>,
    #[serde(default)]
    oauth_aware_preferred: bool,
    #[serde(default, rename = "org.matrix.msc3824.delegated_oidc_compatibility")]
    unstable_oauth_aware_preferred: bool,
}

#[derive(Deserialize)]
struct IdentityProvider {
    name: String,
}

impl Flow {
    /// Servers with OAuth offer it to older clients as single sign-on.
    fn stands_for_oauth(&self) -> bool {
        self.kind == "m.login.sso"
            && (self.oauth_aware_preferred || self.unstable_oauth_aware_preferred)
    }

    fn login(self) -> Option<LoginKind> {
        Some(match self.kind.as_str() {
            "m.login.password" => LoginKind::Password,
            "m.login.sso" => {
                let names = self.identity_providers.into_iter();
                LoginKind::Sso(names.map(|provider| provider.name).collect())
            }
            "m.login.token" => LoginKind::Token,
            // Not for people.
            "m.login.application_service" => return None,
            _ => LoginKind::Other(self.kind),
        })
    }
}

#[derive(Deserialize)]
struct OAuthMetadata {
    #[serde(rename = "issuer")]
    _issuer: String,
}

#[cfg(test)]
mod tests;
