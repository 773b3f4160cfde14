//! The bar as data, and where menus need no thread of their own, as what Tauri makes of it.

use std::collections::HashSet;

use super::*;

#[test]
fn nothing_stands_in_it_twice() {
    let mut seen = HashSet::new();
    for action in menu_actions() {
        assert!(seen.insert(action), "{action:?} twice");
    }
    let systems: Vec<System> =
        entries().filter_map(|entry| if let Of(what) = entry { Some(what) } else { None }).collect();
    for (at, what) in systems.iter().enumerate() {
        assert!(!systems[..at].contains(what), "{what:?} twice");
    }
    for (at, menu) in BAR.iter().enumerate() {
        assert!(BAR[..at].iter().all(|before| before.title != menu.title), "{} twice", menu.title);
    }
}

/// A line parts: none begins or ends a menu, and no two meet, with and without what looks for newer versions.
#[test]
fn lines_part_something() {
    for menu in BAR {
        let all: Vec<Entry> = menu.entries.to_vec();
        let without: Vec<Entry> = all.iter().copied().filter(|entry| *entry != Ours(MenuAction::Update)).collect();
        for shown in [all, without] {
            assert!(shown.first() != Some(&Line) && shown.last() != Some(&Line), "{}", menu.title);
            assert!(!shown.windows(2).any(|pair| pair == [Line, Line]), "{}", menu.title);
        }
    }
}

/// What a person expects on macOS, each in its menu.
#[test]
fn the_systems_own_are_where_they_are_everywhere() {
    let of = |title: &str| BAR.iter().find(|menu| menu.title == title).expect("the menu").entries;
    let has = |title: &str, wanted: &[System]| {
        for what in wanted {
            assert!(of(title).contains(&Of(*what)), "{what:?} in {title}");
        }
    };
    has("Partner Desk", &[System::About, System::Services, System::Hide, System::HideOthers, System::ShowAll]);
    assert_eq!(of("Partner Desk").last(), Some(&Of(System::Quit)));
    assert!(of("Partner Desk").contains(&Ours(MenuAction::Settings)));
    has("File", &[System::CloseWindow]);
    // Without these six nothing is copied, pasted or undone in a field.
    has("Edit", &[System::Undo, System::Redo, System::Cut, System::Copy, System::Paste, System::SelectAll]);
    has("View", &[System::FullScreen]);
    has("Window", &[System::Minimize, System::Zoom]);
    assert_eq!(BAR.last().map(|menu| menu.role), Some(Role::Help));
    assert_eq!(BAR.first().map(|menu| menu.role), Some(Role::Program));
}

/// One key, one item: the system's own included.
#[test]
fn no_key_is_given_twice() {
    let mut keys: HashSet<String> =
        ["Cmd+H", "Cmd+Q", "Cmd+W", "Cmd+Z", "Cmd+Shift+Z", "Cmd+X", "Cmd+C", "Cmd+V", "Cmd+A", "Cmd+M"]
            .map(str::to_owned)
            .into();
    for action in menu_actions() {
        if let Some(key) = action.facts().2 {
            assert!(keys.insert(key.accelerator()), "{action:?}");
            // Tauri drops a key in silence when it cannot read it: this is what it reads.
            assert!(key.key.is_ascii_alphanumeric() || matches!(key.key, ',' | '=' | '-'), "{action:?}");
            assert!(!key.key.is_ascii_uppercase(), "{action:?}: Shift is said");
        }
    }
}

/// The names are those that cross to the page.
#[test]
fn a_name_is_the_same_everywhere() {
    for action in menu_actions() {
        let name = action.facts().0;
        assert_eq!(serde_json::to_value(action).unwrap(), name);
        assert_eq!(MenuAction::named(name), Some(action));
    }
    assert_eq!(MenuAction::named("quit"), None);
    assert_eq!(MenuAction::named(""), None);
}

fn entries() -> impl Iterator<Item = Entry> {
    BAR.iter().flat_map(|menu| menu.entries.iter().copied())
}

/// Menus of macOS belong to the main thread, which no test is on.
#[cfg(not(target_os = "macos"))]
mod made {
    use tauri::menu::MenuItemKind;
    use tauri::test::{MockRuntime, mock_app};

    use super::super::bar::enable;
    use super::*;

    type Made = Vec<(String, Vec<MenuItemKind<MockRuntime>>)>;

    fn parts(bar: &tauri::menu::Menu<MockRuntime>) -> Made {
        let menus = bar.items().unwrap();
        let of = |menu: &MenuItemKind<MockRuntime>| {
            let menu = menu.as_submenu_unchecked();
            (menu.text().unwrap(), menu.items().unwrap())
        };
        menus.iter().map(of).collect()
    }

    #[test]
    fn the_bar_is_made_as_it_is_written() {
        let app = mock_app();
        for updates in [true, false] {
            let bar = build(app.handle(), updates).unwrap();
            let made = parts(&bar);
            assert_eq!(made.len(), BAR.len());
            for ((title, items), menu) in made.iter().zip(BAR) {
                assert_eq!(title, menu.title);
                let left_out = !updates && menu.entries.contains(&Ours(MenuAction::Update));
                assert_eq!(items.len(), menu.entries.len() - usize::from(left_out), "{title}");
            }
            let ours: Vec<MenuAction> =
                made.iter().flat_map(|(_, items)| items).filter_map(|item| picked(item.id())).collect();
            let wanted = menu_actions().filter(|action| updates || *action != MenuAction::Update);
            assert_eq!(ours, wanted.collect::<Vec<_>>());
        }
    }

    #[test]
    fn only_what_fits_can_be_picked() {
        let app = mock_app();
        let bar = build(app.handle(), true).unwrap();
        let enabled = || -> Vec<MenuAction> {
            let items = parts(&bar).into_iter().flat_map(|(_, items)| items);
            items
                .filter(|item| item.as_menuitem().is_some_and(|item| item.is_enabled().unwrap()))
                .filter_map(|item| picked(item.id()))
                .collect()
        };
        assert_eq!(enabled(), [], "nothing before the page is there");
        enable(&bar, &[MenuAction::Export, MenuAction::ZoomIn]).unwrap();
        assert_eq!(enabled(), [MenuAction::Export, MenuAction::ZoomIn]);
        enable(&bar, &[MenuAction::ZoomIn]).unwrap();
        assert_eq!(enabled(), [MenuAction::ZoomIn]);
    }
}
