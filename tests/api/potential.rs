//! What a case would earn (contract section 7), and how Debitura may say that nothing is known (question Q19).

use desk_api::wire;
use desk_core::ids::CaseId;
use desk_core::money::Micros;
use desk_core::rows::PotentialRevenue;
use partner_desk_sandbox::{SandboxConfig, Server};
use serde_json::{Value, json};

use crate::rows::full_case;
use crate::sandbox::api_of;

fn read(potential: Value) -> Option<PotentialRevenue> {
    let mut case = full_case();
    case["potentialRevenue"] = potential;
    let read = wire::case(&case.to_string()).unwrap();
    assert_eq!(read.case, wire::case(&full_case().to_string()).unwrap().case, "the case does not depend on it");
    read.potential
}

#[test]
fn every_amount_is_read_from_its_digits() {
    let potential = read(json!({
        "grossAmountUsd": 1234567.891, "successFeePercentage": 12.5, "collectionPartnerRevenueUsd": 154320.986375,
        "platformRevenueSharePercentage": 30, "platformRevenueUsd": 46296.295913, "referralFeePercentage": "40.0",
        "referralRevenueUsd": 18518.518365, "newField": {}
    }));
    let amount = |micros| Some(Micros(micros));
    let expected = PotentialRevenue {
        gross_usd: amount(1_234_567_891_000),
        success_fee_percent: amount(12_500_000),
        collection_partner_usd: amount(154_320_986_375),
        platform_share_percent: amount(30_000_000),
        platform_usd: amount(46_296_295_913),
        referral_percent: amount(40_000_000),
        referral_usd: amount(18_518_518_365),
    };
    assert_eq!(potential, Some(expected));
}

#[test]
fn what_says_nothing_is_none() {
    let zeros = json!({ "grossAmountUsd": 0, "successFeePercentage": 0.0, "collectionPartnerRevenueUsd": 0,
        "platformRevenueSharePercentage": -0.0, "platformRevenueUsd": 0, "referralFeePercentage": 0, "referralRevenueUsd": 0 });
    for nothing in [Value::Null, json!({}), json!([]), json!("soon"), json!({ "grossAmountUsd": null }), zeros] {
        assert_eq!(read(nothing.clone()), None, "{nothing}");
    }
    // A fee of zero is said when anything else is: a rate of zero is a cause of its own (contract section 12).
    let zero_rate =
        read(json!({ "grossAmountUsd": 100, "referralFeePercentage": 0, "referralRevenueUsd": 0 })).unwrap();
    assert_eq!((zero_rate.referral_percent, zero_rate.platform_usd), (Some(Micros(0)), None));
}

#[tokio::test]
async fn both_readings_of_q19_come_to_the_same() {
    let mut readings = Vec::new();
    for reading in ["Q19=A", "Q19=B"] {
        let mut config = SandboxConfig::new(60, 7);
        config.readings.set(reading).unwrap();
        let server = Server::start(config, 0).await;
        let cases: Vec<_> = server
            .with_state(|state| state.cases().map(|row| (CaseId(row.id), row.collection_partner.is_some())).collect());
        let api = api_of(&server);
        let mut potentials = Vec::new();
        for (id, assigned) in cases {
            let potential = api.case(id).await.unwrap().potential;
            assert!(assigned || potential.is_none(), "nobody works on the case yet");
            potentials.push((id, potential));
        }
        readings.push(potentials);
    }
    assert_eq!(readings[0], readings[1]);
    let held = readings[0].iter().filter(|(_, potential)| potential.is_some()).count();
    assert!(held > 0 && held < readings[0].len(), "cases of both kinds: {held}");
}
