/** Words that made-up companies and people are put together from. */
type Words = readonly [string, ...string[]];

export interface Land {
  readonly country: string;
  readonly currency: string;
  readonly family: Words;
  readonly given: Words;
  readonly trade: Words;
  readonly form: Words;
}

export const LANDS: readonly [Land, ...Land[]] = [
  {
    country: 'Germany',
    currency: 'EUR',
    family: ['Müller', 'Schmidt', 'Weiß', 'Groß', 'Köhler', 'Jäger', 'Schröder', 'Vogel'],
    given: ['Jürgen', 'Anneliese', 'Björn', 'Käthe', 'Sören', 'Ulrike'],
    trade: ['Maschinenbau', 'Logistik', 'Straßenbau', 'Elektrotechnik', 'Großhandel', 'Möbelwerke'],
    form: ['GmbH', 'AG', 'GmbH & Co. KG', 'UG (haftungsbeschränkt)'],
  },
  {
    country: 'Denmark',
    currency: 'DKK',
    family: ['Østergaard', 'Sørensen', 'Kjær', 'Møller', 'Nørgaard', 'Hansen'],
    given: ['Søren', 'Åse', 'Mads', 'Birgitte'],
    trade: ['Byg', 'Transport', 'Fisk', 'Rengøring', 'Tømrer'],
    form: ['ApS', 'A/S', 'I/S'],
  },
  {
    country: 'Poland',
    currency: 'PLN',
    family: ['Łukasik', 'Wójcik', 'Dąbrowski', 'Żak', 'Kowalczyk'],
    given: ['Łucja', 'Zbigniew', 'Małgorzata', 'Paweł'],
    trade: ['Transport', 'Budownictwo', 'Usługi', 'Hurtownia'],
    form: ['Sp. z o.o.', 'S.A.'],
  },
  {
    country: 'France',
    currency: 'EUR',
    family: ['Lefèvre', 'Gérard', 'François', 'Durand', 'Bénard'],
    given: ['Zoé', 'Hélène', 'Jérôme', 'Noël'],
    trade: ['Bâtiment', 'Menuiserie', 'Conseil', 'Électricité'],
    form: ['SARL', 'SAS', 'SA'],
  },
  {
    country: 'United Kingdom',
    currency: 'GBP',
    family: ['Ashworth', 'O’Connell', 'Whitaker', 'Hughes', 'Patel'],
    given: ['Imogen', 'Rhys', 'Callum', 'Priya'],
    trade: ['Joinery', 'Freight', 'Catering', 'Interiors', 'Media'],
    form: ['Ltd', 'LLP', 'plc'],
  },
  {
    country: 'Sweden',
    currency: 'SEK',
    family: ['Åkesson', 'Öberg', 'Lindström', 'Sjögren'],
    given: ['Göran', 'Åsa', 'Elin', 'Björn'],
    trade: ['Bygg', 'Åkeri', 'Snickeri', 'Måleri'],
    form: ['AB', 'HB'],
  },
  {
    country: 'Turkey',
    currency: 'TRY',
    family: ['Yılmaz', 'Şahin', 'Çelik', 'Öztürk'],
    given: ['İbrahim', 'Gülşen', 'Işıl'],
    trade: ['İnşaat', 'Tekstil', 'Gıda'],
    form: ['Ltd. Şti.', 'A.Ş.'],
  },
  {
    country: 'United States',
    currency: 'USD',
    family: ['Ramirez', 'Nguyen', 'Baker', 'Caldwell'],
    given: ['Dana', 'Luis', 'Mei', 'Theo'],
    trade: ['Roofing', 'Supply', 'Software', 'Trucking'],
    form: ['LLC', 'Inc.', 'Corp.'],
  },
];

/** Written from right to left, and without blanks: what a table of Latin names does not try. */
export const FAR_LANDS: readonly [Land, ...Land[]] = [
  {
    country: 'United Arab Emirates',
    currency: 'AED',
    family: ['الخليج', 'النخيل', 'الفارس', 'الريّان'],
    given: ['فاطمة', 'عبد الرحمن', 'ليلى'],
    trade: ['لتحصيل الديون', 'للتجارة العامة', 'للمقاولات والصيانة', 'للنقل البحري'],
    form: ['ذ.م.م', 'ش.م.ع'],
  },
  {
    country: 'Japan',
    currency: 'JPY',
    family: ['日本', '山田', '北海道', '大阪中央'],
    given: ['花子', '健太郎', '美咲'],
    trade: ['債権回収', '精密機械製作', '運輸倉庫', '食品商事'],
    form: ['株式会社', '合同会社'],
  },
  {
    country: 'Germany',
    currency: 'EUR',
    family: ['Oberpfälzisch-Niederbayerische', 'Mecklenburg-Vorpommersche', 'Donaudampfschifffahrts-'],
    given: ['Jörg-Rüdiger', 'Anneliese-Charlotte'],
    trade: ['Schienenfahrzeuginstandhaltungsgesellschaft', 'Gebäudereinigungsmeisterbetriebe', 'Elektrizitätshauptwerke'],
    form: ['mbH & Co. KG', 'UG (haftungsbeschränkt)', 'eingetragene Genossenschaft'],
  },
];

export const LONG_GERMAN: Words = [
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesellschaft für Mecklenburg-Vorpommern mbH',
  'Oberpfälzisch-Niederbayerische Straßenbahnbetriebs- und Schienenfahrzeuginstandhaltungsgesellschaft mbH & Co. KG',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft Passau AG',
  'Gebäudereinigungsmeisterbetrieb Größenwahn-Überschär, Inhaber Jörg-Rüdiger Freiherr von und zu Übelacker e. K.',
];

export const PARTNERS: Words = [
  'Nordlicht Inkasso GmbH',
  'Kjær & Bagger Advokater',
  'Étude Marchand Recouvrement',
  'Harrow Credit Services Ltd',
  'Wierzytelności Polskie Sp. z o.o.',
  'Lindqvist Juridik AB',
];
