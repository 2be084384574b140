"""Promise and outcome as the JSON object that users rely on, and its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.rows.commitments import actual_data, target_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.scores.outcomes import Outcome, Result, Track

SCHEMA_VERSION = 1


def outcomes_data(tracks: Sequence[Track]) -> dict[str, Any]:
    """Give the JSON object of tracks; it follows `outcomes.schema.json`."""
    return {"schema_version": SCHEMA_VERSION, "tracks": [_track(track) for track in tracks]}


def _track(track: Track) -> dict[str, Any]:
    region = track.region
    return {
        "region": {"name": region.name, "level": region.level, "code": region.code, "source": region.source},
        "docs": list(track.docs),
        "undated": list(track.undated),
        "unjudged": track.unjudged,
        "outcomes": [_outcome(outcome) for outcome in track.outcomes],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    promise = outcome.promise
    indicator = promise.indicator.id if promise.indicator else None
    return {
        "verdict": outcome.verdict.value,
        "promise": target_data(promise.target, indicator),
        "results": [_result(result) for result in outcome.results],
        "baseline": _result(outcome.baseline) if outcome.baseline else None,
        "replaced": target_data(outcome.replaced.target, indicator) if outcome.replaced else None,
    }


def _result(result: Result) -> dict[str, Any]:
    indicator = result.commitment.indicator
    return {
        "source": result.source,
        "actual": actual_data(result.actual, indicator.id if indicator else None),
    }
