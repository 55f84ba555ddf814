//! Compresses bytes as well as the two formats allow; equal bytes come out equal, on any machine.
//!
//! Both libraries are generic, so their code is compiled where it is used: here, with optimisation (`Cargo.toml` of the
//! workspace). In xtask itself the engine would take five minutes.

use std::io::{Result, Write as _};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// For `Content-Encoding: br`.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        // The largest that browsers read.
        lgwin: 24,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

/// For `Content-Encoding: gzip` and tarballs. There is no time and no name in its header.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_compressed_can_be_read_again() {
        for text in [String::new(), "the kettle is on\n".repeat(500)] {
            let mut plain = String::new();
            let packed = gzip(text.as_bytes()).unwrap();
            let mut decoder = flate2::read::GzDecoder::new(&*packed);
            decoder.read_to_string(&mut plain).unwrap();
            assert_eq!(plain, text);
            let mut plain = Vec::new();
            let packed = brotli(text.as_bytes()).unwrap();
            brotli::BrotliDecompress(&mut &*packed, &mut plain).unwrap();
            assert_eq!(plain, text.as_bytes());
        }
    }
}
