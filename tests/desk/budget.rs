//! The requests of a day.

use chrono::TimeDelta;
use desk::Code;
use desk_core::secret::Secret;
use desk_store::{CacheKey, OpenOptions, Store};

use crate::computer::{Computer, ids};

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_used_up_asks_nobody_until_the_next() {
    let computer = Computer::new(10).await;
    let desk = computer.synced().await;
    let sent = computer.server.requests();
    let told = desk.sync_status().await.requests_today;
    assert!(told > 0 && told <= sent, "{told} of {sent}");
    drop(desk);
    // As if 8,000 had been sent today.
    let (_, item) = computer.vault.items().swap_remove(0);
    let item: serde_json::Value = serde_json::from_str(&item).unwrap();
    let text = |name: &str| item[name].as_str().unwrap().to_owned();
    let key = CacheKey::from_secret(&Secret::new(text("cache_key"))).unwrap();
    let path = computer.folder().join(text("cache_file"));
    let store = Store::open(&path, &key, &OpenOptions::new("en")).unwrap().store;
    let note = format!("{} 8000", desk_core::time::Clock::now(&computer.clock).date_naive());
    store.write(move |writer| writer.set_note("requests_of_day", Some(&note))).await.unwrap();
    store.close().unwrap();

    let desk = computer.start().await;
    computer.server.forget_requests();
    let report = desk.sync().await.unwrap();
    assert_eq!((report.complete, report.error.unwrap().code), (false, Code::RateLimited));
    assert_eq!(computer.server.requests(), 0);
    assert_eq!(ids(&desk).await.len(), 10, "the data stays as it is");
    assert_eq!(desk.sync_status().await.requests_today, 8_000);
    computer.clock.advance(TimeDelta::days(1));
    assert!(desk.sync().await.unwrap().complete);
}
