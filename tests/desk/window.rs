//! How the window was left: kept while somebody is signed in, gone with a log-out, never in the way of a start.

use std::fs;

use desk::{WindowPlace, Zoom};

use crate::computer::Computer;

const PLACE: WindowPlace = WindowPlace { x: -1280, y: 40, width: 1000, height: 700, maximized: true };

#[tokio::test]
async fn place_and_zoom_are_kept_until_a_log_out() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    assert_eq!((desk.window_place(), desk.zoom_percent()), (None, 100));
    desk.keep_window_place(PLACE).unwrap();
    assert_eq!(desk.zoom(Zoom::In), 110);
    drop(desk);
    let desk = computer.start().await;
    assert_eq!((desk.window_place(), desk.zoom_percent()), (Some(PLACE), 110));
    desk.log_out().await.unwrap();
    assert_eq!(desk.zoom_percent(), 110, "nothing on screen changes its size at a log-out");
    desk.keep_window_place(WindowPlace { x: 5, ..PLACE }).unwrap();
    desk.zoom(Zoom::In);
    assert_eq!(computer.files().len(), 0, "{:?}", computer.files());
    assert_eq!(computer.start().await.window_place(), None);
}

#[tokio::test]
async fn the_zoom_has_ends_and_a_middle() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    let all = |step: Zoom| (0..9).map(|_| desk.zoom(step)).collect::<Vec<_>>();
    assert_eq!(all(Zoom::In), [110, 125, 150, 175, 200, 200, 200, 200, 200]);
    assert_eq!(all(Zoom::Out), [175, 150, 125, 110, 100, 90, 80, 80, 80]);
    assert_eq!(desk.zoom(Zoom::Plain), 100);
}

#[tokio::test]
async fn damage_is_a_window_like_the_first_time() {
    let computer = Computer::new(1).await;
    fs::create_dir_all(computer.folder()).unwrap();
    for (text, place, zoom) in [
        (r#"{"window":{"x":1,"y":2,"width":900,"height":600,"maximized":false},"zoomPercent":150}"#, true, 150),
        (r#"{"window":{"x":1,"y":2,"width":-900,"height":600,"maximized":false},"zoomPercent":"150"}"#, false, 100),
        (r#"{"window":{"x":1e99},"zoomPercent":137}"#, false, 100),
        (r#"{"window":null,"zoomPercent":4000}"#, false, 100),
        ("nonsense", false, 100),
    ] {
        fs::write(computer.folder().join("settings.json"), text).unwrap();
        let desk = computer.start().await;
        assert_eq!((desk.window_place().is_some(), desk.zoom_percent()), (place, zoom), "{text}");
    }
}
