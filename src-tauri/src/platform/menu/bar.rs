//! The bar itself, made of Tauri's parts.

use tauri::menu::{
    AboutMetadataBuilder, HELP_SUBMENU_ID, IsMenuItem, Menu as Bar, MenuId, MenuItemBuilder, MenuItemKind,
    PredefinedMenuItem as Predefined, Submenu, WINDOW_SUBMENU_ID,
};
use tauri::{AppHandle, Runtime};

use super::{BAR, Entry, Menu, Role, System};
use crate::commands::types::MenuAction;

/// Makes the bar. What looks for newer versions is left out where this build looks for none.
///
/// Ours are disabled until the page says which fit: before that nobody could do what they name.
pub(crate) fn build<R: Runtime>(app: &AppHandle<R>, updates: bool) -> tauri::Result<Bar<R>> {
    let bar = Bar::new(app)?;
    for Menu { title, role, entries } in BAR {
        let menu = match role {
            Role::Window => Submenu::with_id(app, WINDOW_SUBMENU_ID, title, true)?,
            Role::Help => Submenu::with_id(app, HELP_SUBMENU_ID, title, true)?,
            Role::Program | Role::Plain => Submenu::new(app, title, true)?,
        };
        for entry in *entries {
            if updates || *entry != Entry::Ours(MenuAction::Update) {
                menu.append(&*item(app, *entry)?)?;
            }
        }
        bar.append(&menu)?;
    }
    Ok(bar)
}

fn item<R: Runtime>(app: &AppHandle<R>, entry: Entry) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
    Ok(match entry {
        Entry::Line => Box::new(Predefined::separator(app)?),
        Entry::System(what) => Box::new(system(app, what)?),
        Entry::Ours(action) => {
            let (name, label, key) = action.facts();
            let mut item = MenuItemBuilder::with_id(name, label).enabled(false);
            if let Some(key) = key {
                item = item.accelerator(key.accelerator());
            }
            Box::new(item.build(app)?)
        }
    })
}

fn system<R: Runtime>(app: &AppHandle<R>, what: System) -> tauri::Result<Predefined<R>> {
    match what {
        System::About => {
            let facts = app.package_info();
            let about = AboutMetadataBuilder::new().name(Some("Partner Desk")).version(Some(facts.version.to_string()));
            Predefined::about(app, Some("About Partner Desk"), Some(about.build()))
        }
        System::Services => Predefined::services(app, None),
        System::Hide => Predefined::hide(app, Some("Hide Partner Desk")),
        System::HideOthers => Predefined::hide_others(app, None),
        System::ShowAll => Predefined::show_all(app, None),
        System::Quit => Predefined::quit(app, Some("Quit Partner Desk")),
        System::CloseWindow => Predefined::close_window(app, None),
        System::Undo => Predefined::undo(app, None),
        System::Redo => Predefined::redo(app, None),
        System::Cut => Predefined::cut(app, None),
        System::Copy => Predefined::copy(app, None),
        System::Paste => Predefined::paste(app, None),
        System::SelectAll => Predefined::select_all(app, None),
        // The system changes it to *Exit* by itself.
        System::FullScreen => Predefined::fullscreen(app, Some("Enter Full Screen")),
        System::Minimize => Predefined::minimize(app, None),
        System::Zoom => Predefined::maximize(app, None),
        System::BringAllToFront => Predefined::bring_all_to_front(app, None),
    }
}

/// The command of ours that was picked; nothing for what the system does itself.
pub(crate) fn picked(id: &MenuId) -> Option<MenuAction> {
    MenuAction::named(id.as_ref())
}

/// Enables what fits and disables the rest; where there is no bar, nothing.
pub(crate) fn tell<R: Runtime>(app: &AppHandle<R>, fitting: Vec<MenuAction>) -> tauri::Result<()> {
    let Some(bar) = app.menu() else { return Ok(()) };
    // There at once: each item by itself would be a way there and back.
    app.run_on_main_thread(move || {
        // An item that is gone needs nothing.
        let _ = enable(&bar, &fitting);
    })
}

pub(super) fn enable<R: Runtime>(bar: &Bar<R>, fitting: &[MenuAction]) -> tauri::Result<()> {
    for menu in bar.items()? {
        let MenuItemKind::Submenu(menu) = menu else { continue };
        for item in menu.items()? {
            if let (Some(action), MenuItemKind::MenuItem(item)) = (picked(item.id()), &item) {
                item.set_enabled(fitting.contains(&action))?;
            }
        }
    }
    Ok(())
}
