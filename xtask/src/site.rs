//! Serves `dist/` as any static host would: correct types, and files whose names do not change are asked for each time,
//! but sent only when they have changed.

use std::{
    fs::{self, File},
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
    time::UNIX_EPOCH,
};

use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response, ResponseBox, Server, StatusCode};

use crate::paths;

/// A browser opens about six connections to one host.
const N_THREADS: usize = 6;

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
        let server = Server::http(("127.0.0.1", port))
            .map_err(|error| anyhow!("cannot listen on port {port}: {error}"))?;
        let port = server
            .server_addr()
            .to_ip()
            .map_or(port, |address| address.port());
        let (folder, server) = (Arc::new(self), Arc::new(server));
        for _ in 0..N_THREADS {
            let (server, folder) = (Arc::clone(&server), Arc::clone(&folder));
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    folder.answer(request);
                }
            });
        }
        Ok(Site {
            url: format!("http://localhost:{port}"),
        })
    }

    fn answer(&self, request: Request) {
        let path = self.file_of(request.url());
        let path = path.filter(|_| matches!(request.method(), Method::Get | Method::Head));
        let response = path.and_then(|path| {
            let response = match &self.default_homeserver {
                Some(homeserver) if path == self.root.join(CONFIG) => {
                    Response::from_string(self.config(&path, homeserver).to_string()).boxed()
                }
                _ => answer_file(&request, &path)?,
            };
            Some(with_headers(response, &path))
        });
        let response = response.unwrap_or_else(|| Response::empty(StatusCode(404)).boxed());
        // A client that went away is no reason to stop.
        let _ = request.respond(response);
    }

    /// The file that an address names; nothing outside the folder has an address.
    fn file_of(&self, url: &str) -> Option<PathBuf> {
        let path = url
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .trim_start_matches('/');
        let path = Path::new(if path.is_empty() { "index.html" } else { path });
        let is_inside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let file = self.root.join(path);
        (is_inside && (file.is_file() || path == Path::new(CONFIG))).then_some(file)
    }

    /// The operator's file, with our homeserver as the default.
    fn config(&self, path: &Path, homeserver: &str) -> Value {
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
}

/// The file, or that the browser has it already.
fn answer_file(request: &Request, path: &Path) -> Option<ResponseBox> {
    let file = File::open(path).ok()?;
    let version = version_of(&file)?;
    let is_known = request.headers().iter().any(|header| {
        header.field.equiv("If-None-Match") && header.value.as_str() == version.as_str()
    });
    let mut response = match is_known {
        true => Response::empty(StatusCode(304)).boxed(),
        false => Response::from_file(file).boxed(),
    };
    response.add_header(header("ETag", &version));
    Some(response)
}

/// When a file was written and how long it is, as an entity tag.
fn version_of(file: &File) -> Option<String> {
    let about = file.metadata().ok()?;
    let written = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("\"{:x}-{:x}\"", written.as_nanos(), about.len()))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("the header is plain ASCII")
}

fn with_headers(response: ResponseBox, path: &Path) -> ResponseBox {
    // Every static host says how long a file is, so the app may show progress.
    let mut response = response.with_chunked_threshold(usize::MAX);
    let cache = if has_hashed_name(path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    for (name, value) in [
        ("Content-Type", media_type(path)),
        ("Cache-Control", cache),
        ("X-Content-Type-Options", "nosniff"),
    ] {
        response.add_header(header(name, value));
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

fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
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
    fn no_address_leads_out_of_the_folder() {
        let folder = Folder {
            root: paths::root(),
            default_homeserver: None,
        };
        assert!(folder.file_of("/Cargo.toml?a=1").is_some());
        for url in [
            "/../etc/passwd",
            "//etc/passwd/..",
            "/xtask/../../x",
            "/missing",
        ] {
            assert!(folder.file_of(url).is_none(), "{url}");
        }
    }

    #[test]
    fn the_homeserver_is_given_to_the_app() {
        let folder = Folder {
            root: paths::root(),
            default_homeserver: None,
        };
        let config = |homeserver| {
            folder.config(Path::new("missing"), homeserver)["default_server_config"].clone()
        };
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
        let version = page.headers()["ETag"].clone();
        assert_eq!(page.body_mut().read_to_string().unwrap(), "<p>Loggia");
        let again = ureq::get(format!("{url}/")).header("If-None-Match", version);
        assert_eq!(again.call().unwrap().status(), 304);
        let config = get("config.json").unwrap().body_mut().read_to_string();
        assert!(config.unwrap().contains("example.org"));
        assert!(get("missing.js").is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
