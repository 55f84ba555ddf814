//! Serves `dist/` as any static host would: correct types, no caching of the files whose names do not change.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use anyhow::{Context, Result};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Response, header},
    middleware::{self, Next},
    response::IntoResponse,
    routing::get,
};
use serde_json::{Value, json};
use tokio::runtime;
use tower_http::services::ServeDir;

use crate::paths;

/// The operator's file, which may be missing.
const CONFIG: &str = "config.json";

/// A web server that runs until our process ends.
pub struct Site {
    /// Such as `http://localhost:8080`.
    pub url: String,
}

impl Site {
    /// Serves the bundle on this port (0: any). `default_homeserver` replaces the one in
    /// `config.json`: an address, or the name of a server.
    pub fn serve(port: u16, default_homeserver: Option<&str>) -> Result<Self> {
        let folder = Folder {
            root: paths::dist(),
            default_homeserver: default_homeserver.map(str::to_owned),
        };
        folder.serve(port)
    }
}

struct Folder {
    root: PathBuf,
    default_homeserver: Option<String>,
}

impl Folder {
    fn serve(self, port: u16) -> Result<Site> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("cannot listen on port {port}"))?;
        let port = listener.local_addr()?.port();
        listener.set_nonblocking(true)?;
        let runtime = runtime::Builder::new_current_thread().enable_io().build()?;
        let router = self.router();
        thread::spawn(move || {
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, router).await
            })
        });
        Ok(Site {
            url: format!("http://localhost:{port}"),
        })
    }

    fn router(self) -> Router {
        let files = ServeDir::new(&self.root);
        let router = Router::new().fallback_service(files);
        let router = match self.default_homeserver {
            Some(homeserver) => {
                let path = Arc::new(self.root.join(CONFIG));
                let config = move || async move {
                    let text = config(&path, &homeserver).to_string();
                    ([(header::CONTENT_TYPE, "application/json")], text)
                };
                router.route(&format!("/{CONFIG}"), get(config))
            }
            None => router,
        };
        router.layer(middleware::from_fn(with_headers))
    }
}

/// The operator's file, with our homeserver as the default.
fn config(path: &Path, homeserver: &str) -> Value {
    let text = fs::read_to_string(path).unwrap_or_default();
    let config: Option<Value> = serde_json::from_str(&text).ok();
    let mut config = config.filter(Value::is_object).unwrap_or_else(|| json!({}));
    let field = if homeserver.contains("://") {
        "base_url"
    } else {
        "server_name"
    };
    config["default_server_config"] = json!({ "m.homeserver": { (field): homeserver } });
    config
}

async fn with_headers(request: Request, next: Next) -> impl IntoResponse {
    let cache = if has_hashed_name(Path::new(request.uri().path())) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response: Response<_> = next.run(request).await;
    for (name, value) in [
        (header::CACHE_CONTROL, cache),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The shortest hash that counts: Trunk writes 64 bits in hexadecimal, without zeros in front.
const FEWEST_HASH_DIGITS: usize = 12;

/// Whether Trunk has put a hash into the name (`loggia-123456789abcdef.css`), so that other content has another name.
fn has_hashed_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end_matches("_bg");
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= FEWEST_HASH_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_by_browsers() {
        for (name, expected) in [
            ("loggia-26c1f0a3f3b9d7e1.css", true),
            ("loggia-26c1f0a3f3b9d7e1_bg.wasm", true),
            ("loggia-6c1f0a3f3b9d7e1.js", true),
            ("loader-26c1f0a3f3b9d7e1.js", true),
            ("door-26c1f0a3f3b9d7e1_bg.wasm", true),
            ("engine-worker.js", false),
            ("engine_bg.wasm", false),
            ("index.html", false),
            ("sw.js", false),
            ("config.json", false),
            ("manifest.webmanifest", false),
            ("maskable-512.png", false),
        ] {
            assert_eq!(has_hashed_name(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn the_homeserver_is_given_to_the_app() {
        let config =
            |homeserver| config(Path::new("missing"), homeserver)["default_server_config"].clone();
        assert_eq!(
            config("http://localhost:8008"),
            json!({ "m.homeserver": { "base_url": "http://localhost:8008" } })
        );
        assert_eq!(
            config("example.org"),
            json!({ "m.homeserver": { "server_name": "example.org" } })
        );
    }

    #[test]
    fn files_are_served_as_a_static_host_would() {
        let root = std::env::temp_dir().join(format!("loggia-site-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let wasm = vec![7; 100_000];
        fs::write(root.join("app-26c1f0a3f3b9d7e1_bg.wasm"), &wasm).unwrap();
        fs::write(root.join("index.html"), "<p>Loggia").unwrap();
        let folder = Folder {
            root: root.clone(),
            default_homeserver: Some("example.org".to_owned()),
        };
        let url = folder
            .serve(0)
            .unwrap()
            .url
            .replace("localhost", "127.0.0.1");
        let get = |path: &str| ureq::get(format!("{url}/{path}")).call();
        let mut answer = get("app-26c1f0a3f3b9d7e1_bg.wasm").unwrap();
        for (name, value) in [
            ("Content-Type", "application/wasm"),
            ("Content-Length", "100000"),
            ("Cache-Control", "public, max-age=31536000, immutable"),
        ] {
            assert_eq!(answer.headers()[name], value);
        }
        assert_eq!(answer.body_mut().read_to_vec().unwrap(), wasm);
        let mut page = get("").unwrap();
        assert_eq!(page.headers()["Cache-Control"], "no-cache");
        let written = page.headers()["Last-Modified"].clone();
        assert_eq!(page.body_mut().read_to_string().unwrap(), "<p>Loggia");
        // What has not changed is asked for, and not sent again.
        let again = ureq::get(format!("{url}/")).header("If-Modified-Since", written);
        assert_eq!(again.call().unwrap().status(), 304);
        let config = get("config.json").unwrap().body_mut().read_to_string();
        assert!(config.unwrap().contains("example.org"));
        assert!(get("missing.js").is_err());
        assert!(get("..%2f..%2fetc/passwd").is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
