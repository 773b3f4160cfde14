//! Cuts a page out of an order, and gets it wrong on request.

use crate::answer::PageFault;
use crate::errors::Refusal;
use crate::params::Params;
use crate::wire::PageWire;

/// The page that a request asks for: 1-based number and size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    page: usize,
    size: usize,
}

impl Wanted {
    /// Page and size within the limits of contract section 4.
    pub(crate) fn read(params: &Params<'_>, usual_size: usize) -> Result<Self, Refusal> {
        Ok(Self { page: params.number("Page", 1, i32::MAX)?, size: params.number("PageSize", usual_size, 100)? })
    }

    /// The places of the rows on this page, and the paging object.
    pub(crate) fn cut(self, order: &[u32], fault: Option<PageFault>) -> (Vec<u32>, PageWire) {
        let shift = usize::from(fault == Some(PageFault::Shift));
        let start = (self.page - 1).saturating_mul(self.size).saturating_add(shift);
        let mut rows: Vec<u32> = order.iter().skip(start).take(self.size).copied().collect();
        match fault {
            Some(PageFault::Duplicate) => {
                if let (Some(first), true) = (rows.first().copied(), rows.len() > 1) {
                    rows.pop();
                    rows.push(first);
                }
            }
            Some(PageFault::Drop) => {
                rows.pop();
            }
            _ => {}
        }
        let truth = i64::try_from(order.len()).unwrap_or(i64::MAX);
        let total = match fault {
            Some(PageFault::LyingTotal(by)) => truth.saturating_add(i64::from(by)).max(0),
            _ => truth,
        };
        let size = i64::try_from(self.size).unwrap_or(1);
        let page = PageWire {
            total_results: total,
            page_size: self.size,
            current_page: self.page,
            response_count: rows.len(),
            total_pages: total.saturating_add(size - 1) / size,
        };
        (rows, page)
    }
}
