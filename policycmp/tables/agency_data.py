"""Agencies and their networks as the JSON object that users rely on, and its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.agencies.network import duties_by_topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.agencies.network import DutyNetwork
    from policycmp.config import Config

SCHEMA_VERSION = 1


def agencies_data(networks: Sequence[DutyNetwork], config: Config) -> dict[str, Any]:
    """Give the JSON object of the agencies of plans; it follows `agencies.schema.json`."""
    topics = [topic.id for topic in config.topics]
    return {
        "schema_version": SCHEMA_VERSION,
        "plans": {each.doc: _plan(each, topics) for each in networks},
    }


def _plan(network: DutyNetwork, topics: Sequence[str]) -> dict[str, Any] | None:
    """Describe the duties of a plan; None where it states none."""
    if not network.stated:
        return None
    return {
        "leads_stated": network.leads,
        "clauses": [
            {
                "id": duty.clause,
                "topics": list(duty.topics),
                "lead": list(duty.lead),
                "members": list(duty.members),
            }
            for duty in network.duties
        ],
        "topics": [
            {
                "topic": line.topic,
                "clauses": list(line.clauses),
                "lead": dict(line.lead),
                "members": dict(line.members),
            }
            for line in duties_by_topic(network, topics)
        ],
        "bodies": [
            {
                "name": body.name,
                "forms": list(body.forms),
                "collective": body.collective,
                "lead": list(body.lead),
                "members": list(body.members),
                "lead_share": body.lead_share,
                "degree": body.degree,
                "strength": body.strength,
            }
            for body in network.bodies
        ],
        "edges": edge_records([network]),
        "density": network.density,
    }


def edge_records(networks: Sequence[DutyNetwork]) -> list[dict[str, Any]]:
    """Write the edges of networks as records: the two bodies, and the clauses that charge both."""
    return [
        {
            "doc": each.doc,
            "source": source,
            "target": target,
            "weight": len(clauses),
            "clauses": list(clauses),
        }
        for each in networks
        for (source, target), clauses in each.edges.items()
    ]
