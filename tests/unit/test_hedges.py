"""Hedges: kept with the clause they govern, and no alarm where the clause is gone."""

from __future__ import annotations

import pytest

from briefings.hedges import lost


@pytest.mark.parametrize(
    ("claim", "sentence", "expected"),
    [
        ("The volcano will erupt.", "The volcano may erupt again.", ("may",)),
        ("The volcano erupted.", "The volcano has not erupted.", ("not",)),
        ("The volcano can erupt, officials say.", "The volcano could erupt, officials say.", ()),
        ("Wheat prices fell.", "Wheat prices fell, but maize may rise.", ()),
        ("The ministry is to close the mine.", "The ministry plans to close the mine.", ("plans to",)),
        ("The vaccine works in bats.", "According to Reyes, the vaccine works in bats.", ("According to",)),
        (
            "The bridge will close in June.",
            "The bridge, which officials say is unsafe after the storms, will close in June.",
            (),
        ),
        (
            "The bridge, which is unsafe after the storms, will close.",
            "The bridge, which officials say is unsafe after the storms, will close in June.",
            ("say",),
        ),
        ("Reyes says the vaccine works in bats.", "According to Reyes, the vaccine works in bats.", ()),
    ],
)
def test_a_hedge_is_lost_only_with_its_clause_kept(
    claim: str, sentence: str, expected: tuple[str, ...]
) -> None:
    assert lost(claim, sentence) == expected
