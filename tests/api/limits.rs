//! How many exchanges are under way at once.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use desk_api::{Api, Options, Origin};
use desk_core::secret::Secret;

use crate::fake::{KEY, ME, ok};

/// Answers only once as many requests are there as may be under way at once, and counts the most that ever were.
fn crowd(size: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let most = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&most);
    thread::spawn(move || {
        listener.set_nonblocking(false).unwrap();
        loop {
            let mut waiting = Vec::new();
            while waiting.len() < size {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let mut head = [0_u8; 4_096];
                let _ = stream.read(&mut head).unwrap();
                waiting.push(stream);
            }
            // One more would be in the queue of connections by now, or arrive while these are held.
            listener.set_nonblocking(true).unwrap();
            let more = listener.accept().is_ok();
            listener.set_nonblocking(false).unwrap();
            seen.fetch_max(waiting.len() + usize::from(more), Ordering::SeqCst);
            for mut stream in waiting {
                stream.write_all(&ok(ME)).unwrap();
            }
        }
    });
    (url, most)
}

#[tokio::test]
async fn as_many_as_allowed_and_no_more() {
    let (url, most) = crowd(3);
    let options = Options { concurrent_max: 3, ..Options::for_tests() };
    let api = Api::new(Origin::parse(&url).unwrap(), Secret::new(KEY.to_owned()), options).unwrap();
    let reads: Vec<_> = (0..12)
        .map(|_| {
            let api = api.clone();
            tokio::spawn(async move { api.me().await })
        })
        .collect();
    for read in reads {
        assert!(read.await.unwrap().is_ok());
    }
    assert_eq!(most.load(Ordering::SeqCst), 3);
    assert_eq!(api.requests(), 12);
}
