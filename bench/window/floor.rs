//! What a key press takes in the same window where there is no program: a page of nothing but a box and as many texts as a screen
//! of rows, which asks the shell its smallest question and writes what the texts are then. And what the wheel does there, over rows that
//! never change.

use std::time::Duration;

use crate::driver::Window;

const COVER: &str = "
    window.floor = [];
    const cover = document.createElement('div');
    cover.id = 'floor';
    Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: 9999, background: 'Canvas', color: 'CanvasText' });
    cover.addEventListener('keydown', event => event.stopPropagation());
    const box = document.createElement('input');
    cover.append(box);
    const texts = [];
    for (let row = 0; row < 15; row++) for (let column = 0; column < 10; column++) {
        const cell = document.createElement('div');
        Object.assign(cell.style, { position: 'absolute', top: `${250 + row * 36}px`, left: `${column * 125}px`, width: '120px', overflow: 'hidden', whiteSpace: 'nowrap' });
        const text = document.createTextNode(`cell ${row} ${column}`);
        cell.append(text);
        cover.append(cell);
        texts.push(text);
    }
    let presses = 0;
    box.addEventListener('input', async event => {
        const began = event.timeStamp;
        await window.__TAURI_INTERNALS__.invoke('columns');
        presses++;
        texts.forEach((text, at) => { text.nodeValue = `M\u{fc}ller ${presses} ${at * 7}`; });
        requestAnimationFrame(() => requestAnimationFrame(() => window.floor.push(performance.now() - began)));
    });
    document.body.append(cover);
    box.focus();
    return true";

const TALL: &str = "
    const cover = document.createElement('div');
    cover.id = 'floor';
    Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: 9999, background: 'Canvas', color: 'CanvasText', overflow: 'auto' });
    for (let row = 0; row < 500; row++) {
        const line = document.createElement('div');
        Object.assign(line.style, { height: '36px', position: 'relative' });
        for (let column = 0; column < 10; column++) {
            const cell = document.createElement('div');
            Object.assign(cell.style, { position: 'absolute', left: `${column * 125}px`, width: '120px', overflow: 'hidden', whiteSpace: 'nowrap' });
            cell.textContent = `cell ${row} ${column}`;
            line.append(cell);
        }
        cover.append(line);
    }
    document.body.append(cover);
    return true";

/// Between two animation frames each, while the wheel turns.
pub(crate) async fn gaps(window: &Window) -> Vec<Duration> {
    window.run(TALL).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let gaps = crate::ui::wheel(window).await;
    let scrolled = window
        .run("const cover = document.querySelector('#floor'); const to = cover.scrollTop; cover.remove(); return to")
        .await;
    assert!(scrolled.as_f64().unwrap() > 2_000.0, "the wheel moved nothing: {scrolled}");
    gaps
}

/// From each of these presses to the frame after its texts.
pub(crate) async fn measure(window: &Window, words: &[&str]) -> Vec<Duration> {
    window.run(COVER).await;
    for letter in words.iter().flat_map(|word| word.chars()) {
        window.press(&letter.to_string()).await;
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    let took = window.run("document.querySelector('#floor').remove(); return window.floor").await;
    crate::ui::times(&took)
}
