"""Each shipped rule fires where it should and nowhere else."""

from pathlib import Path

import pytest

from kg.model.project import DEFAULT
from kg.model.vocab import PREFIXES
from kg.reason.given import IMPOSSIBLE
from kg.reason.rules import read_rules
from tests.reason.reasoning import (
    RULES,
    inferred,
    quads,
)

SUPPLY = "s1 predicate suppliesResource. s1 subject ardania. s1 recipient belmora. s1 via pipe"

SIGNED = "pact agreementStatus status-signed"

LAG = f"s1 subject {{0}}. s1 object feast. s1 lag some. some unit {PREFIXES['unit']}DAY. some value 1.0"

DATED = "s2 predicate occursOn. s2 subject feast. s2 object 2025-03-01"

HEADED = "s1 predicate headOfState. s1 subject mira. s1 object ardania"

OWNER = "s2 predicate ownedBy. s2 subject pipe. s2 object firm"

OWNED = f"{OWNER}. s2 share some"

RATIO = f"some value 2.0. some unit {PREFIXES['unit']}UNITLESS"

COMPARED = f"s1 predicate comparedWith. s1 subject belmora. s1 object ardania. s1 ratioOf gold. s1 ratio some. {RATIO}"

RANKED = "ardania rankedIn list. list ranks gold"

# Rule: facts from which it follows (a line that begins with «s1» is of a statement node), what follows,
# and facts from which nothing follows.
FIRES: dict[str, tuple[str, ...]] = {
    "10-mediators-for-signatories": (
        "pact mediator ardania. pact signatory belmora",
        "ardania mediatesFor belmora",
        "pact mediator ardania. pact signatory ardania",
    ),
    "11-signers-represent": (
        "s1 predicate signatory. s1 object ardania. s1 representative mira",
        "mira represents ardania",
        "s1 predicate party. s1 object ardania. s1 representative mira",
    ),
    "12-mediators-represent": (
        "s1 predicate mediator. s1 object ardania. s1 representative mira",
        "mira represents ardania",
        "s1 predicate mediator. s1 object ardania",
    ),
    "14-co-members": (
        "ardania memberOf league. belmora memberOf league",
        "ardania coMemberOf belmora. belmora coMemberOf ardania",
        "ardania memberOf league. belmora memberOf club",
        "ardania memberOf league. some-states memberOf league. some-states type Group",
        "ardania memberOf league. an-official memberOf league. an-official type UnnamedSpeaker",
        "ardania joins league. some-states joins league",
    ),
    "15-homes-of-part-owners": (
        f"{OWNED}. firm homeState ardania",
        "ardania homeOfPartOwnerOf pipe",
        f"{OWNED}. mill homeState ardania",
        f"{OWNER}. firm homeState ardania",  # perhaps all of it
        f"{OWNED}. some value 100.0. firm homeState ardania",
        f"{OWNED}. s2 over true. firm homeState ardania",
    ),
    "17-supplied-by": (
        "s1 predicate suppliesResource. s1 subject ardania. s1 recipient belmora",
        "belmora suppliedBy ardania",
        "s1 predicate exportsTo. s1 subject ardania. s1 recipient belmora",
        f"{SUPPLY}. s1 over true",
    ),
    "18-supplied-through-transit": (
        f"{SUPPLY}. pipe crosses ostmark",
        "belmora suppliedThrough ostmark",
        "s1 predicate suppliesResource. s1 recipient belmora. pipe crosses ostmark",
        f"{SUPPLY}. pipe crosses ostmark. pipe crosses belmora",  # what lies beyond is not on the way
        f"{SUPPLY}. pipe crosses ostmark. s1 over true",
    ),
    "19-part-owners-in-supply": (
        f"{SUPPLY}. {OWNED}. firm homeState ostmark",
        "ostmark homeOfPartOwnerInSupplyOf belmora",
        f"{SUPPLY}. {OWNED}. firm homeState belmora",
        f"{SUPPLY}. {OWNER}. firm homeState ostmark",
        f"{SUPPLY}. {OWNED}. some value 100.0. firm homeState ostmark",
        f"{SUPPLY}. {OWNED}. firm homeState ostmark. s1 over true",
        f"{SUPPLY}. {OWNED}. firm homeState ostmark. s2 over true",
    ),
    "20-signatories-take-part": (
        f"pact partOf accord. pact signatory ardania. {SIGNED}",
        "ardania participantIn accord",
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-expected-to-be-signed",
    ),
    "21-signatories-are-expected": (
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-expected-to-be-signed. "
        "ardania joins accord",
        "ardania participantIn accord",
        f"pact partOf accord. pact signatory ardania. {SIGNED}. ardania joins accord",
        # An old member that signs as well is not expected: it takes part already.
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-expected-to-be-signed",
    ),
    "22-states-have-missions": (
        "embassy missionOf ardania. embassy missionTo belmora",
        "ardania representedIn belmora",
        "embassy missionOf ardania. office missionTo belmora",
    ),
    "23-former-heads": (
        f"{HEADED}. s1 over true",
        "mira formerHeadOf ardania",
        HEADED,
        f"{HEADED}. s1 over true. mira headOfState ardania",  # again
    ),
    "26-launch-customers": (
        "flight launchFor ardania. flight launchProvider firm",
        "ardania customerOf firm",
        "flight launchFor ardania. start launchProvider firm",
    ),
    "27-origins-of-pipelines": (
        "pipe originatesAt field. field locatedIn ardania. ardania type State",
        "pipe originatesIn ardania",
        "pipe originatesAt field. field locatedIn ardania. ardania type Region",
    ),
    "28-candidates-without-accession": (
        "ardania type State. ardania candidateFor accord",
        "ardania candidateWithoutAccession accord",
        *(
            f"ardania type State. ardania candidateFor accord. {said}"
            for said in (
                "ardania joins accord",
                "ardania memberOf accord",
                "accord party ardania",
                "ardania participantIn accord",
            )
        ),
        *(
            f"ardania type State. ardania {relation} accord"
            for relation in ("wantsToJoin", "considersJoining", "opposes")
        ),
        "ardania type Group. ardania candidateFor accord",
    ),
    "30-dated-agreements-are-signed": (
        "pact signedOn 2025",
        SIGNED,
        "pact announcedOn day",
    ),
    "30-expected-agreements-have-no-date": (
        "s1 subject pact. s1 predicate agreementStatus. s1 object status-expected-to-be-signed. pact signedOn 2025",
        f"pact type {IMPOSSIBLE.value}",
        *(
            f"s1 subject pact. s1 predicate agreementStatus. s1 object status-expected-to-be-signed. {said}. "
            "pact signedOn 2025"
            for said in ("s1 time 2024", "s1 asOf 2024", "s1 over true")
        ),
    ),
    "31-terms-that-follow": (
        "s1 predicate headOfState. s1 subject tolan. s1 object ardania. s1 time ../2019. s1 over true. "
        "s2 predicate headOfState. s2 subject mira. s2 object ardania. s2 time 2019/..",
        "mira succeeded tolan",
        "s1 predicate headOfState. s1 subject tolan. s1 object ardania. s1 time ../2017. "
        "s2 predicate headOfState. s2 subject mira. s2 object ardania. s2 time 2019/..",
    ),
    "32-supplied-through": (
        SUPPLY,
        "belmora suppliedThrough pipe",
        "s1 predicate exportsTo. s1 recipient ardania. s1 via pipe",
        f"{SUPPLY}. s1 over true",
    ),
    "33-supplying-through": (
        SUPPLY,
        "ardania suppliesThrough pipe",
        "s1 predicate exportsTo. s1 subject ardania. s1 via pipe",
        f"{SUPPLY}. s1 over true",
    ),
    "37-suppliers-among-makers": (
        "s1 predicate purchasesFrom. s1 subject ardania. s1 object industry. s1 maker firm. s1 maker mill",
        "firm supplierOf ardania. mill supplierOf ardania",
        "s1 predicate purchasesFrom. s1 subject ardania. s1 object industry",
        "s1 predicate purchasesFrom. s1 subject ardania. s1 object industry. s1 maker firm. s1 over true",
    ),
    "38-dates-by-lags": (
        f"ball type Event. s1 predicate occursBefore. {LAG.format('ball')}. {DATED}",
        "ball occursOn 2025-02-28",
        f"pact type Agreement. s1 predicate occursBefore. {LAG.format('pact')}. {DATED}",
        f"ball type Event. s1 predicate occursBefore. {LAG.format('ball')}. {DATED[:-3]}",  # of a month
        f"ball type Event. s1 predicate occursBefore. {LAG.format('ball')}. some approximate true. {DATED}",
        f"ball type Event. s1 predicate occursBefore. {LAG.format('ball')}. s1 approximate true. {DATED}",
        f"ball type Event. s1 predicate occursBefore. {LAG.format('ball')}. s2 approximate true. {DATED}",
        f"ball type Event. s1 predicate occursBefore. {LAG.format('ball')[:-3]}1.5. {DATED}",
        f"ball type Event. s1 predicate occursBefore. {LAG.format('ball').replace('DAY', 'YR')}. {DATED}",
    ),
    "39-signing-dates-by-lags": (
        f"s3 predicate agreementStatus. s3 subject pact. s3 object status-signed. s1 predicate occursAfter. "
        f"{LAG.format('pact')}. {DATED}",
        "pact signedOn 2025-03-02",
        f"s3 predicate agreementStatus. s3 subject pact. s3 object status-announced. s1 predicate occursAfter. "
        f"{LAG.format('pact')}. {DATED}",
        f"s3 predicate agreementStatus. s3 subject pact. s3 object status-signed. s1 predicate occursAt. "
        f"{LAG.format('pact')}. {DATED}",
    ),
    "40-dates-of-one-day": (
        "call type Event. call occursDuring feast. feast occursOn 2025-03-01",
        "call occursOn 2025-03-01",
        "call type Event. call occursDuring feast. feast occursOn 2025-03-01/2025-03-04",
        "pact type Agreement. pact occursDuring feast. feast occursOn 2025-03-01",
    ),
    "41-dates-within-longer-events": (
        "call type Event. call occursDuring feast. feast occursOn 2025-03-01/2025-03-04",
        "call occursOn 2025-03-01/2025-03-04",
        "call type Event. call occursDuring feast. feast occursOn 2025-03-01",
    ),
    "42-signing-dates-of-one-day": (
        f"{SIGNED}. pact occursDuring feast. feast occursOn 2025-03-01",
        "pact signedOn 2025-03-01",
        "pact agreementStatus status-announced. pact occursDuring feast. feast occursOn 2025-03-01",
        f"{SIGNED}. pact occursDuring feast. feast occursOn 2025-03",
    ),
    "43-signing-dates-within-longer-events": (
        f"{SIGNED}. pact occursDuring feast. feast occursOn 2025-03",
        "pact signedOn 2025-03",
        f"{SIGNED}. pact occursDuring feast. feast occursOn 2025-03-01",
    ),
    "44-heads-at-summits": (
        "feast type Summit. feast participant ardania. mira headOfState ardania",
        "mira tookPartIn feast",
        "feast type Launch. feast participant ardania. mira headOfState ardania",
        "feast type Summit. feast participant ardania. mira headOfState ardania. feast occursOn 1992",
        "feast type Summit. feast participant ardania. feast participant mira. mira headOfState ardania",
    ),
    "45-heads-at-dated-summits": (
        f"feast type Summit. feast participant ardania. feast occursOn 1994-05. {HEADED}. s1 time ../2019",
        "mira tookPartIn feast",
        f"feast type Summit. feast participant ardania. feast occursOn 1994-05. {HEADED}. s1 time 2019/..",
        f"feast type Summit. feast participant ardania. feast occursOn 1994-05. {HEADED}. s1 time 1995",
        f"feast type Summit. feast participant ardania. feast occursOn ../1994. {HEADED}. s1 time ../2019",
        f"feast type Summit. feast participant ardania. {HEADED}. s1 time ../2019",
    ),
    "48-ranks-by-comparison": (
        f"{COMPARED}. {RANKED}",
        "belmora rankedIn list",
        f"{COMPARED}. {RANKED[:-4]}area",
        f"{COMPARED.replace('2.0', '0.5')}. {RANKED}",
        f"{COMPARED}. s1 over true. {RANKED}",
    ),
}


@pytest.mark.parametrize("name", sorted(FIRES))
def test_rule(name: str, tmp_path: Path) -> None:
    fires, follows, *silent = FIRES[name]
    expected = {quad.triple for quad in quads(follows)}
    (tmp_path / f"{name}.rq").write_text((RULES / f"{name}.rq").read_text(encoding="utf-8"), encoding="utf-8")
    (rule,) = read_rules(tmp_path, (), DEFAULT)
    assert inferred(fires, tmp_path) == dict.fromkeys(expected, rule.level)
    assert silent and [facts for facts in silent if inferred(facts, tmp_path)] == []
    assert not expected & set(inferred(fires, tmp_path / "none"))


def test_every_rule_is_tested_and_titled() -> None:
    rules = read_rules(RULES, (), DEFAULT)
    assert {rule.name for rule in rules} == set(FIRES) and len(rules) >= 15
    assert all(set(rule.title) == set(rule.description) == {"en", "he"} for rule in rules)
