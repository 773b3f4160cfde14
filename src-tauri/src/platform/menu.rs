//! The menu bar of macOS, as data: pure, and looked at by tests on every system. `bar` makes it.
//!
//! Each item of ours names a command of the page, which runs it exactly as if its key had been pressed. Its words and its key are
//! those that the page has (`ui/tests/menu-bar.test.ts`). Windows and Linux have no bar: ARCHITECTURE.md says why.

mod bar;

pub(crate) use bar::{build, picked, tell};

use crate::commands::types::MenuAction;

/// A key together with Cmd. There is no other kind here: whatever types a character into a field can be no key of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MenuKey {
    /// As the keyboard prints it, letters in lower case.
    pub key: char,
    /// With Shift.
    pub shift: bool,
}

/// What the system itself does, in words and with keys of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    About,
    Services,
    Hide,
    HideOthers,
    ShowAll,
    Quit,
    CloseWindow,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    FullScreen,
    Minimize,
    Zoom,
    BringAllToFront,
}

/// A line of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Ours(MenuAction),
    System(System),
    Line,
}

/// A menu that the system treats in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The one with the program's name.
    Program,
    /// Where the system lists the windows.
    Window,
    /// Where the system puts its search.
    Help,
    /// Any other.
    Plain,
}

/// One menu of the bar.
pub(crate) struct Menu {
    pub(crate) title: &'static str,
    pub(crate) role: Role,
    pub(crate) entries: &'static [Entry],
}

use Entry::{Line, Ours, System as Of};
use MenuAction as Do;

/// The bar, from left to right.
pub(crate) const BAR: &[Menu] = &[
    Menu {
        title: "Partner Desk",
        role: Role::Program,
        entries: &[
            Of(System::About),
            Ours(Do::Update),
            Line,
            Ours(Do::Settings),
            Line,
            Ours(Do::Lock),
            Ours(Do::LogOut),
            Line,
            Of(System::Services),
            Line,
            Of(System::Hide),
            Of(System::HideOthers),
            Of(System::ShowAll),
            Line,
            Of(System::Quit),
        ],
    },
    Menu {
        title: "File",
        role: Role::Plain,
        entries: &[
            Ours(Do::SaveView),
            Ours(Do::UpdateView),
            Line,
            Ours(Do::Export),
            Line,
            Ours(Do::Escalate),
            Ours(Do::Onboarding),
            Line,
            Of(System::CloseWindow),
        ],
    },
    Menu {
        title: "Edit",
        role: Role::Plain,
        entries: &[
            Of(System::Undo),
            Of(System::Redo),
            Line,
            Of(System::Cut),
            Of(System::Copy),
            Of(System::Paste),
            Of(System::SelectAll),
            Line,
            Ours(Do::CopyReference),
            Ours(Do::CopyRow),
            Ours(Do::CopySelection),
            Ours(Do::SelectAll),
            Line,
            Ours(Do::Search),
            Ours(Do::Palette),
        ],
    },
    Menu {
        title: "View",
        role: Role::Plain,
        entries: &[
            Ours(Do::Today),
            Ours(Do::Cases),
            Ours(Do::Clients),
            Ours(Do::Earnings),
            Line,
            Ours(Do::Refresh),
            Ours(Do::SeeAll),
            Line,
            Ours(Do::Filters),
            Ours(Do::Columns),
            Ours(Do::Chart),
            Ours(Do::Views),
            Line,
            Ours(Do::ZoomPlain),
            Ours(Do::ZoomIn),
            Ours(Do::ZoomOut),
            Line,
            Of(System::FullScreen),
        ],
    },
    Menu {
        title: "Window",
        role: Role::Window,
        entries: &[Of(System::Minimize), Of(System::Zoom), Line, Of(System::BringAllToFront)],
    },
    Menu { title: "Help", role: Role::Help, entries: &[Ours(Do::Shortcuts), Ours(Do::Diagnostics)] },
];

/// Every command of the page in the bar, in its order.
pub fn menu_actions() -> impl Iterator<Item = MenuAction> {
    BAR.iter().flat_map(|menu| menu.entries).filter_map(|entry| match entry {
        Ours(action) => Some(*action),
        Of(_) | Line => None,
    })
}

impl MenuAction {
    /// Its name in `ui/src/actions.ts`, its words there, and its key.
    #[must_use]
    pub const fn facts(self) -> (&'static str, &'static str, Option<MenuKey>) {
        match self {
            Self::Update => ("update", "Look for a new version", None),
            Self::Settings => ("settings", "Settings…", cmd(',')),
            Self::Lock => ("lock", "Lock now", shift('l')),
            Self::LogOut => ("logOut", "Log out…", None),
            Self::SaveView => ("saveView", "Save this view…", cmd('s')),
            Self::UpdateView => ("updateView", "Update the saved view", shift('s')),
            Self::Export => ("export", "Export CSV", cmd('e')),
            Self::Escalate => ("escalate", "Escalate to Debitura…", shift('e')),
            Self::Onboarding => ("onboarding", "Onboarding link…", shift('i')),
            Self::SeeAll => ("seeAll", "Mark all changes as seen", shift('d')),
            // These four have the keys of *Copy* and *Select All*, which the page hears first while no field has the focus.
            Self::CopyReference => ("copyReference", "Copy case reference", None),
            Self::CopyRow => ("copyRow", "Copy the row", None),
            Self::CopySelection => ("copySelection", "Copy the selected rows", None),
            Self::SelectAll => ("selectAll", "Select all rows of the list", None),
            Self::Search => ("search", "Search", cmd('f')),
            Self::Palette => ("palette", "Find or do anything", cmd('k')),
            Self::Today => ("today", "Go to Today", cmd('t')),
            Self::Cases => ("cases", "Go to Cases", cmd('1')),
            Self::Clients => ("clients", "Go to Clients", cmd('2')),
            Self::Earnings => ("earnings", "Go to Earnings", cmd('3')),
            Self::Filters => ("filters", "Filters", cmd('l')),
            Self::Columns => ("columns", "Columns…", None),
            Self::Chart => ("chart", "Chart of the fees", cmd('g')),
            Self::Views => ("views", "Saved views and recent pages", cmd('b')),
            Self::Refresh => ("refresh", "Refresh from Debitura", cmd('r')),
            Self::ZoomPlain => ("zoomPlain", "Actual size", cmd('0')),
            // Not the plus, its other key: Tauri knows none but that of the number pad.
            Self::ZoomIn => ("zoomIn", "Larger", cmd('=')),
            Self::ZoomOut => ("zoomOut", "Smaller", cmd('-')),
            Self::Shortcuts => ("shortcuts", "Keyboard shortcuts", None),
            Self::Diagnostics => ("diagnostics", "Diagnostics…", None),
        }
    }

    /// The command of this name.
    fn named(name: &str) -> Option<Self> {
        menu_actions().find(|action| action.facts().0 == name)
    }
}

const fn cmd(key: char) -> Option<MenuKey> {
    Some(MenuKey { key, shift: false })
}

const fn shift(key: char) -> Option<MenuKey> {
    Some(MenuKey { key, shift: true })
}

impl MenuKey {
    /// As Tauri reads it.
    fn accelerator(self) -> String {
        format!("Cmd+{}{}", if self.shift { "Shift+" } else { "" }, self.key.to_ascii_uppercase())
    }
}

#[cfg(test)]
#[path = "menu/tests.rs"]
mod tests;
