"""Seconds are counted once, where they are spent."""

from __future__ import annotations

import pytest

from briefings.meter import Meter


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_what_runs_inside_is_not_counted_twice() -> None:
    clock = Clock()
    meter = Meter(clock)
    with meter.running("rule", "output"):
        clock.at += 1
        for _ in range(2):
            with meter.running("rule", "page"):
                clock.at += 3
        with meter.running("template", "index.html"):
            clock.at += 0.5
        clock.at += 2

    assert meter.table().splitlines() == [
        "  seconds   times   ms each  what",
        "    6.000       2  3000.000  rule page",
        "    3.000       1  3000.000  rule output",
        "    0.500       1   500.000  template index.html",
        "    9.500                    in all",
    ]


def test_what_fails_has_taken_its_time_too() -> None:
    clock = Clock()
    meter = Meter(clock)

    def fail() -> None:
        with meter.running("rule", "output"), meter.running("rule", "page"):
            clock.at += 1
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    clock.at += 5

    assert "    1.000       1  1000.000  rule page" in meter.table()
    assert "    0.000       1     0.000  rule output" in meter.table()
