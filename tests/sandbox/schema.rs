//! The sandbox is not the judge of itself: answers validate against the published schema.
//!
//! `openapi.json` holds the published operations and schemas without their prose. It is turned
//! into JSON Schema here, and made strict: a property that it does not declare is an error.

use jsonschema::Validator;
use partner_desk_sandbox::{InvoicingMode, Request, State};
use serde_json::{Map, Value, json};

use crate::ask::{all, reply, rows_name, state};

/// OpenAPI 3.0 `nullable` as a type of JSON Schema, references into `$defs`, closed objects.
fn strict(schema: &Value) -> Value {
    let Value::Object(fields) = schema else {
        return match schema {
            Value::Array(items) => items.iter().map(strict).collect(),
            other => other.clone(),
        };
    };
    let mut out = Map::new();
    for (key, value) in fields {
        match (key.as_str(), value) {
            ("nullable" | "readOnly", _) => {}
            ("$ref", Value::String(path)) => {
                out.insert(key.clone(), path.replace("#/components/schemas/", "#/$defs/").into());
            }
            ("properties", Value::Object(properties)) => {
                let strict: Map<_, _> = properties.iter().map(|(name, value)| (name.clone(), strict(value))).collect();
                out.insert(key.clone(), strict.into());
            }
            _ => {
                out.insert(key.clone(), strict(value));
            }
        }
    }
    if out.get("type") == Some(&json!("object")) {
        out.entry("additionalProperties").or_insert(json!(false));
    }
    // Instants without a zone break the format `date-time`, as the contract warns.
    if out.get("format") == Some(&json!("date-time")) {
        out.insert("pattern".into(), json!(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"));
        out.remove("format");
    }
    if fields.get("nullable") == Some(&json!(true)) {
        let kind = out.get("type").cloned().expect("what may be null has a type");
        out.insert("type".into(), json!([kind, "null"]));
    }
    out.into()
}

fn published() -> Value {
    serde_json::from_str(include_str!("openapi.json")).unwrap()
}

/// The validator of one status of one operation.
fn validator(path: &str, status: &str) -> Validator {
    let published = published();
    let response = &published["paths"][path]["get"]["responses"][status];
    let response = match response["$ref"].as_str() {
        Some(pointer) => published.pointer(pointer.trim_start_matches('#')).unwrap(),
        None => response,
    };
    let schema = &response["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{path} {status} is declared");
    let mut root = strict(schema);
    root["$defs"] = published["components"]["schemas"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, schema)| (name.clone(), strict(schema)))
        .collect::<Map<_, _>>()
        .into();
    jsonschema::options().should_validate_formats(true).build(&root).unwrap()
}

fn must_hold(validator: &Validator, value: &Value, what: &str) {
    let flaws: Vec<String> = validator
        .iter_errors(value)
        .map(|flaw| format!("{}: {}", flaw.instance_path(), flaw.masked()))
        .take(5)
        .collect();
    assert!(flaws.is_empty(), "{what}: {flaws:#?}");
}

/// Validates every page of every list and a sample of single reads.
fn whole_api_holds(state: &State) {
    for (path, size) in [("/cases", 100), ("/clients", 50), ("/reporting/transactions", 100)] {
        let validator = validator(path, "200");
        for number in 1.. {
            let body = reply(state, &format!("{path}?PageSize={size}&Page={number}")).body;
            let page: Value = serde_json::from_slice(&body).unwrap();
            must_hold(&validator, &page, path);
            if page[rows_name(path)].as_array().unwrap().is_empty() {
                break;
            }
        }
    }
    for path in ["/me", "/referral-partner/filter-options"] {
        must_hold(&validator(path, "200"), &serde_json::from_slice(&reply(state, path).body).unwrap(), path);
    }
    let one_case = validator("/cases/{id}", "200");
    for row in state.cases().take(200) {
        let body = reply(state, &format!("/cases/{}", row.id)).body;
        must_hold(&one_case, &serde_json::from_slice(&body).unwrap(), "a case");
    }
    let one_client = validator("/clients/{externalTenantId}", "200");
    for tenant in state.clients().filter_map(|row| row.tenant.as_deref()).filter(|text| text.starts_with("tenant")) {
        let body = reply(state, &format!("/clients/{tenant}")).body;
        must_hold(&one_client, &serde_json::from_slice(&body).unwrap(), "a client");
    }
}

#[test]
fn a_portfolio_with_every_oddity_validates() {
    whole_api_holds(&state(5_000, &[]));
}

#[test]
fn every_reading_validates() {
    for question in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 22, 23] {
        let mut state = state(250, &[&format!("Q{question}=B")]);
        state.set_mode(InvoicingMode::ConfirmedPipeline);
        state.insert_new_cases(2);
        state.archive_client("tenant-00001");
        whole_api_holds(&state);
    }
}

#[test]
fn refusals_validate() {
    let state = state(20, &["Q11=B"]);
    let json = |target: &str, key: &str| -> Value {
        serde_json::from_slice(&state.answer(&Request::get(target, key)).body).unwrap()
    };
    let key = state.config().key();
    for bad in ["PageSize=0", "FromDate=x", "Sort=x", "CountryIds=x"] {
        must_hold(&validator("/cases", "400"), &json(&format!("/cases?{bad}"), &key), bad);
    }
    must_hold(&validator("/me", "401"), &json("/me", ""), "no key");
    must_hold(&validator("/me", "401"), &json("/me", "00000000-0000-4000-8000-000000000000"), "wrong key");
    must_hold(&validator("/cases/{id}", "404"), &json("/cases/1", &key), "no case");
    must_hold(&validator("/clients/{externalTenantId}", "404"), &json("/clients/1", &key), "no client");
}

#[test]
fn a_broken_answer_does_not_validate() {
    let state = state(300, &[]);
    let validator = validator("/cases", "200");
    let page: Value = serde_json::from_slice(&reply(&state, "/cases?PageSize=100").body).unwrap();
    assert!(validator.is_valid(&page));
    let breaks: [(&str, Value); 9] = [
        ("/cases/0/id", json!("not-a-uuid")),
        ("/cases/0/id", json!(null)),
        ("/cases/0/grossAmount", json!("12.50")),
        ("/cases/0/dateCreated", json!("17 May 2026")),
        ("/cases/0/dateCreated", json!(null)),
        ("/cases/0/lifecycle", json!(3)),
        ("/page/totalResults", json!(1.5)),
        ("/summary/byLifecycle/active", json!(null)),
        ("/cases", json!({})),
    ];
    for (pointer, value) in breaks {
        let mut broken = page.clone();
        *broken.pointer_mut(pointer).unwrap() = value.clone();
        assert!(!validator.is_valid(&broken), "{pointer} = {value}");
    }
    for parent in ["", "/page", "/cases/0", "/summary", "/summary/byLifecycle"] {
        let mut broken = page.clone();
        broken.pointer_mut(parent).unwrap()["lastActivity"] = json!("2026-01-01T00:00:00Z");
        assert!(!validator.is_valid(&broken), "an undeclared property in \"{parent}\"");
    }
}

#[test]
fn every_declared_parameter_is_understood() {
    let state = state(400, &[]);
    let published = published();
    for path in ["/cases", "/clients", "/reporting/transactions"] {
        let total = all(&state, path, "").len();
        for parameter in published["paths"][path]["get"]["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let value = match name {
                "Page" => "2",
                "PageSize" => "3",
                "Sort" => "name:asc",
                "FromDate" | "DateCreatedFrom" => "2999-01-01",
                "ToDate" | "DateCreatedTo" => "1999-01-01",
                "IsAttributedClient" | "OnboardingDone" | "HasRecognizedRevenue" => "false",
                "CollectionPartnerIds" => "00000000-0000-4000-8000-000000000000",
                "CountryIds" => "9999",
                "Statuses" | "ExternalTenantId" | "Query" | "Search" => "nothing-is-called-so",
                _ => "2",
            };
            if matches!(name, "Page" | "PageSize" | "Sort") {
                continue;
            }
            let found = all(&state, path, &format!("{name}={value}")).len();
            assert!(found < total, "{path} ignores {name}");
        }
    }
}
