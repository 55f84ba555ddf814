//! Serves `dist/` as any static host would: correct types, and the headers of the samples in `hosting/`.

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

use crate::{hosting, paths};

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
    let path = request.uri().path().to_owned();
    let mut response: Response<_> = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in hosting::HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::try_from(hosting::policy_of(&path)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    // What is not there may be there soon.
    let cache = match response.status().is_client_error() {
        true => hosting::ASK_FIRST,
        false => hosting::cache_of(&path),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("Cache-Control", hosting::FOREVER),
            ("Content-Security-Policy", hosting::page_policy().as_str()),
            ("X-Content-Type-Options", "nosniff"),
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
