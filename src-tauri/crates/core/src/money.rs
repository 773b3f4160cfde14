//! Amounts in millionths of a unit, read from the text of a JSON number: no amount ever passes through a float.
//!
//! `i64` millionths hold ±9.2 trillion units exactly and let SQLite add them without rounding. A decimal column type was
//! rejected: SQLite has none, and its `REAL` would be a float again.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Millionths in one unit.
pub const MICROS_PER_UNIT: i64 = 1_000_000;

/// Why a number could not become an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    /// The text is no decimal number.
    #[error("not a number")]
    NotANumber,
    /// More than ±9,223,372,036,854.775807 units.
    #[error("a number outside the range of amounts")]
    OutOfRange,
    /// Two amounts of different currencies met in one calculation.
    #[error("amounts of different currencies cannot be added")]
    MixedCurrencies,
}

/// A number of millionths without a currency: an amount whose currency stands beside it, or a percentage
/// (70 % is 70,000,000).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    /// Reads the text of a JSON number, exponent allowed. Digits beyond the sixth decimal are rounded half to even, once
    /// and from all of them: `Decimal` would round a long text to its own 28 digits first.
    ///
    /// # Errors
    /// [`AmountError::NotANumber`] and [`AmountError::OutOfRange`].
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let text = text.trim();
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            None => (unsigned, 0),
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(AmountError::NotANumber);
        }
        let decimals = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
        let shift = exponent.saturating_sub(decimals).saturating_add(6);
        let magnitude = shifted(digits.trim_start_matches('0'), shift)?;
        Self::in_range(if text.starts_with('-') { -magnitude } else { magnitude })
    }

    /// The nearest amount, half to even.
    ///
    /// # Errors
    /// [`AmountError::OutOfRange`].
    pub fn from_decimal(value: Decimal) -> Result<Self, AmountError> {
        // Rounded before it is scaled: a product of more than 28 digits would be rounded by itself, away from zero.
        let rounded = value.round_dp_with_strategy(6, RoundingStrategy::MidpointNearestEven);
        let missing = 6_u32.saturating_sub(rounded.scale());
        let micros = rounded.mantissa().checked_mul(10_i128.pow(missing)).ok_or(AmountError::OutOfRange)?;
        Self::in_range(micros)
    }

    /// The range is the same on both sides of zero, so that every amount has an opposite.
    fn in_range(micros: i128) -> Result<Self, AmountError> {
        i64::try_from(micros).ok().filter(|micros| *micros != i64::MIN).map(Self).ok_or(AmountError::OutOfRange)
    }

    /// The same number as a decimal, without trailing zeros.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 6).normalize()
    }

    /// The sum, or nothing when it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

/// The exponent of a number; one too long for `i64` is as good as the largest.
fn read_exponent(text: &str) -> Result<i64, AmountError> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AmountError::NotANumber);
    }
    let size = digits.parse().unwrap_or(i64::MAX);
    Ok(if text.starts_with('-') { -size } else { size })
}

/// A whole number given by its digits, without leading zeros, times ten to the power of `shift`, rounded half to even.
fn shifted(digits: &str, shift: i64) -> Result<i128, AmountError> {
    /// Digits of the largest `i64`.
    const DIGITS_MAX: usize = 19;
    if digits.is_empty() {
        return Ok(0);
    }
    let distance = usize::try_from(shift.unsigned_abs()).unwrap_or(usize::MAX);
    if shift >= 0 {
        if distance > DIGITS_MAX || digits.len() + distance > DIGITS_MAX {
            return Err(AmountError::OutOfRange);
        }
        return format!("{digits}{}", "0".repeat(distance)).parse().map_err(|_| AmountError::OutOfRange);
    }
    let Some((kept, dropped)) = digits.len().checked_sub(distance).and_then(|at| digits.split_at_checked(at)) else {
        // Not even a tenth of a millionth.
        return Ok(0);
    };
    if kept.len() > DIGITS_MAX {
        return Err(AmountError::OutOfRange);
    }
    let kept: i128 = if kept.is_empty() { 0 } else { kept.parse().map_err(|_| AmountError::OutOfRange)? };
    let (first, rest) = dropped.split_at_checked(1).unwrap_or_default();
    let up = match first.cmp("5") {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => rest.contains(|c| c != '0') || kept % 2 == 1,
    };
    Ok(kept + i128::from(up))
}

/// Plain decimal notation with a point: `1234.5`.
impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

/// A currency as the server names it: an ISO 4217 code normally, but any text is kept and shown as itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(String);

impl Currency {
    /// Trims and, for a three-letter code, upper-cases; nothing for a blank text.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
        Some(Self(if code { text.to_ascii_uppercase() } else { text.to_owned() }))
    }

    /// US dollars, the currency of every fee (contract section 11).
    #[must_use]
    pub fn usd() -> Self {
        Self("USD".to_owned())
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Decimals that people write in this currency: 0 for yen and its like, 3 for the dinars, 2 for all others.
    #[must_use]
    pub fn decimals(&self) -> u32 {
        match self.0.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An amount in a currency.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    micros: Micros,
    currency: Currency,
}

impl Money {
    /// Puts the two together.
    #[must_use]
    pub fn new(micros: Micros, currency: Currency) -> Self {
        Self { micros, currency }
    }

    /// The amount without its currency.
    #[must_use]
    pub fn micros(&self) -> Micros {
        self.micros
    }

    /// The currency.
    #[must_use]
    pub fn currency(&self) -> &Currency {
        &self.currency
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// [`AmountError::MixedCurrencies`], [`AmountError::OutOfRange`].
    pub fn checked_add(&self, other: &Self) -> Result<Self, AmountError> {
        if self.currency != other.currency {
            return Err(AmountError::MixedCurrencies);
        }
        let micros = self.micros.checked_add(other.micros).ok_or(AmountError::OutOfRange)?;
        Ok(Self::new(micros, self.currency.clone()))
    }
}
