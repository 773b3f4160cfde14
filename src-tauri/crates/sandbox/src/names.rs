//! Countries, currencies and names that the generator draws from. Data only.

/// A country with what its people and companies are called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Country {
    /// Id of contract section 13; made up.
    pub(crate) id: i32,
    /// Full English name.
    pub(crate) name: &'static str,
    /// ISO 4217.
    pub(crate) currency: &'static str,
    /// Cases per thousand.
    pub(crate) weight: u64,
    pub(crate) cities: &'static [&'static str],
    /// Legal forms, written behind the company's name.
    pub(crate) forms: &'static [&'static str],
    pub(crate) first: &'static [&'static str],
    pub(crate) last: &'static [&'static str],
}

type Words = &'static [&'static str];

#[expect(clippy::too_many_arguments, reason = "one line per country in the table below")]
const fn country(
    id: i32,
    name: &'static str,
    currency: &'static str,
    weight: u64,
    cities: Words,
    forms: Words,
    first: Words,
    last: Words,
) -> Country {
    Country { id, name, currency, weight, cities, forms, first, last }
}

const GERMAN: (Words, Words) = (
    &["Jürgen", "Käthe", "Anna", "Günther", "Sophie", "Björn", "Jörg", "Lena", "Hans-Peter"],
    &["Müller", "Straßer", "Schröder", "Böhm", "Weiß", "Köhler", "Schmidt", "Großmann", "Jäger"],
);
const DANISH: (Words, Words) = (
    &["Søren", "Mette", "Jørgen", "Kirsten", "Åse", "Bjørn", "Rasmus", "Inge"],
    &["Øster", "Sørensen", "Hansen", "Nørgaard", "Kjær", "Ærø", "Lund", "Møller"],
);
const ENGLISH: (Words, Words) = (
    &["Olivia", "Harry", "Siân", "Mohammed", "Grace", "Zoë", "Liam", "Chloé"],
    &["Smith", "O'Brien", "Taylor", "Okafor", "Nuñez", "Patel", "Wright", "MacLeod"],
);
const FRENCH: (Words, Words) = (
    &["François", "Hélène", "Noël", "Chloé", "Jérôme", "Océane"],
    &["Lefèvre", "Gauthier", "Bénard", "Dupré", "Moreau", "L'Hôpital"],
);

/// Every country of the portfolio.
pub(crate) const COUNTRIES: [Country; 18] = [
    country(1, "Denmark", "DKK", 150, &["København", "Århus", "Tønder"], &["A/S", "ApS", "I/S"], DANISH.0, DANISH.1),
    country(
        2,
        "Norway",
        "NOK",
        80,
        &["Tromsø", "Oslo", "Ålesund"],
        &["AS", "ASA"],
        DANISH.0,
        &["Østby", "Hansen", "Bråten", "Nygård", "Aas"],
    ),
    country(
        3,
        "Sweden",
        "SEK",
        80,
        &["Malmö", "Göteborg", "Umeå"],
        &["AB", "HB"],
        &["Åsa", "Göran", "Märta", "Erik"],
        &["Åkesson", "Öberg", "Lindström", "Sjöberg"],
    ),
    country(
        4,
        "Germany",
        "EUR",
        180,
        &["München", "Köln", "Düsseldorf"],
        &["GmbH", "AG", "GmbH & Co. KG", "e.K."],
        GERMAN.0,
        GERMAN.1,
    ),
    country(
        5,
        "Poland",
        "PLN",
        60,
        &["Łódź", "Kraków", "Gdańsk"],
        &["sp. z o.o.", "S.A."],
        &["Łukasz", "Małgorzata", "Wojciech"],
        &["Wiśniewski", "Wójcik", "Żak", "Łodzki"],
    ),
    country(
        6,
        "Turkey",
        "TRY",
        30,
        &["İstanbul", "İzmir", "Muğla"],
        &["A.Ş.", "Ltd. Şti."],
        &["Gül", "Işık", "Çağla", "Ömer"],
        &["Yılmaz", "Öztürk", "Şahin", "Gül"],
    ),
    country(
        7,
        "Japan",
        "JPY",
        15,
        &["東京", "Ōsaka"],
        &["K.K.", "株式会社"],
        &["Yūki", "花子", "Haruto"],
        &["Satō", "山田", "Ōno", "Suzuki"],
    ),
    country(
        8,
        "United Kingdom",
        "GBP",
        110,
        &["London", "Leeds", "Ynys Môn"],
        &["Ltd", "PLC", "LLP"],
        ENGLISH.0,
        ENGLISH.1,
    ),
    country(
        9,
        "United States",
        "USD",
        90,
        &["Austin", "Cañon City", "New York"],
        &["Inc.", "LLC", "Corp."],
        ENGLISH.0,
        ENGLISH.1,
    ),
    country(10, "France", "EUR", 60, &["Besançon", "Orléans", "Paris"], &["SARL", "SAS", "SA"], FRENCH.0, FRENCH.1),
    country(
        11,
        "Spain",
        "EUR",
        40,
        &["A Coruña", "Málaga", "León"],
        &["S.L.", "S.A."],
        &["Íñigo", "Begoña", "María José"],
        &["Nuñez", "Ibáñez", "Peña", "García"],
    ),
    country(
        12,
        "Netherlands",
        "EUR",
        40,
        &["Den Haag", "'s-Hertogenbosch"],
        &["B.V.", "N.V."],
        &["Daniël", "Sanne", "Jan"],
        &["van 't Hof", "de Vries", "Coöper"],
    ),
    country(
        13,
        "Switzerland",
        "CHF",
        25,
        &["Zürich", "Genève"],
        &["AG", "Sàrl"],
        GERMAN.0,
        &["Zürcher", "Rüegg", "Favre"],
    ),
    country(
        14,
        "Kuwait",
        "KWD",
        5,
        &["Kuwait City", "الكويت"],
        &["W.L.L."],
        &["محمد", "Fāṭima"],
        &["الصباح", "Al-Sabah"],
    ),
    country(
        15,
        "Finland",
        "EUR",
        15,
        &["Jyväskylä", "Åbo"],
        &["Oy", "Oyj"],
        &["Päivi", "Väinö"],
        &["Hämäläinen", "Mäkinen"],
    ),
    country(
        16,
        "Italy",
        "EUR",
        15,
        &["Forlì", "Milano"],
        &["S.r.l.", "S.p.A."],
        &["Niccolò", "Giulia"],
        &["D'Amà", "Rossi"],
    ),
    country(
        17,
        "Iceland",
        "ISK",
        3,
        &["Reykjavík", "Ísafjörður"],
        &["ehf."],
        &["Þórdís", "Guðrún"],
        &["Þorláksson", "Ægisdóttir"],
    ),
    country(18, "Côte d'Ivoire", "XOF", 2, &["Abidjan"], &["SARL"], FRENCH.0, FRENCH.1),
];

/// US dollars for one unit, in millionths.
pub(crate) const USD_RATES: [(&str, i64); 13] = [
    ("USD", 1_000_000),
    ("EUR", 1_085_000),
    ("GBP", 1_270_000),
    ("DKK", 145_500),
    ("NOK", 93_500),
    ("SEK", 95_200),
    ("PLN", 253_000),
    ("CHF", 1_130_000),
    ("JPY", 6_700),
    ("TRY", 29_000),
    ("KWD", 3_250_000),
    ("ISK", 7_200),
    ("XOF", 1_650),
];

/// What companies do, between a surname and a legal form.
pub(crate) const TRADES: [&str; 16] = [
    "Bau",
    "Logistik",
    "Møbler",
    "Café",
    "Elektro",
    "Import",
    "Holding",
    "Byg",
    "Shipping",
    "Trävaru",
    "Print",
    "Consulting",
    "Fødevarer",
    "Boulangerie",
    "Sağlık",
    "Software",
];

/// Names of collection partners on cases. The last one is in no active pricing zone.
pub(crate) const COLLECTION_PARTNERS: [&str; 9] = [
    "Nordic Inkasso A/S",
    "Kanzlei Groß & Partner",
    "Lefèvre Recouvrement",
    "Łódź Windykacja sp. z o.o.",
    "Collect UK Ltd",
    "Åkesson Juridik AB",
    "Gül Hukuk Bürosu",
    "Pacific Recovery LLC",
    "Former Partner B.V.",
];

/// A collection partner with a pricing zone and not a single case.
pub(crate) const IDLE_PARTNER: &str = "Zuverlässig Inkasso GmbH";

/// Debtor names that test what displays, exports and searches them.
pub(crate) const HOSTILE: [&str; 9] = [
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x\")",
    "+49 30 123456 Handel",
    "@SUM(A1:A9) \"quoted\", GmbH",
    "Robert'); DROP TABLE cases;--",
    "Mu\u{308}ller zerlegt",
    "\u{202e}drawkcab Ltd",
    "🍕 Pizza & Söhne 👨\u{200d}👩\u{200d}👧",
    "100% Rabatt_GmbH\tmit Tab",
];

/// What a client may have to supply: area and description.
pub(crate) const RESOLUTIONS: [(&str, &str); 5] = [
    ("ProvideDocuments", "Please upload the signed order confirmation."),
    ("CorrectDebtorAddress", "The letter to the debtor came back: correct the address."),
    ("ConfirmClaimAmount", "Invoice and claim differ by more than the interest."),
    ("ProvideDebtorContact", "Telephone number or e-mail of the debtor is missing."),
    ("AnswerDispute", "The debtor disputes delivery. Answer within 14 days."),
];
