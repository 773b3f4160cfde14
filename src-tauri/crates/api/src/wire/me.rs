//! `GET /me` (contract section 5).

use desk_core::ids::PartnerId;
use desk_core::rows::Partner;
use desk_core::stage::InvoicingMode;

use super::object::Object;

pub(crate) fn partner(me: &Object<'_>) -> Partner {
    Partner {
        id: me.key("id").and_then(|id| PartnerId::parse(id.trim()).ok()),
        company_name: me.text("companyName"),
        short_name: me.text("shortName"),
        // Only a plain no shuts a partner out.
        is_active: me.truth("isActive").unwrap_or(true),
        is_public_demo: me.truth("isPublicDemo").unwrap_or(false),
        invoicing_mode: me.text("invoicingTriggerMode").and_then(|mode| InvoicingMode::parse(&mode)),
    }
}
