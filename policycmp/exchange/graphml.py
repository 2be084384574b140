"""Networks of joint duties as GraphML, for Gephi, Pajek, igraph and networkx (http://graphml.graphdrawing.org).

One undirected graph holds the bodies of all plans; a body of two plans is two nodes, told apart by `doc`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.agencies.network import DutyNetwork


class _Key(NamedTuple):
    id: str
    of: str
    name: str
    type: str


_KEYS = (
    _Key("doc", "node", "doc", "string"),
    _Key("label", "node", "label", "string"),
    _Key("collective", "node", "collective", "boolean"),
    _Key("lead", "node", "lead", "int"),
    _Key("members", "node", "members", "int"),
    _Key("lead_share", "node", "lead_share", "double"),
    _Key("degree", "node", "degree", "int"),
    _Key("weight", "edge", "weight", "int"),
    _Key("clauses", "edge", "clauses", "string"),
)


def graphml_lines(networks: Iterable[DutyNetwork]) -> Iterator[str]:
    """Write networks as one GraphML document, a line each as it is asked for; names are escaped."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
        '"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    for key in _KEYS:
        yield f'  <key id="{key.id}" for="{key.of}" attr.name="{key.name}" attr.type="{key.type}"/>\n'
    yield '  <graph id="duties" edgedefault="undirected">\n'
    for number, network in enumerate(networks):
        ids = {body.name: f"n{number}.{place}" for place, body in enumerate(network.bodies)}
        for body in network.bodies:
            values = [
                ("doc", network.doc),
                ("label", body.name),
                ("collective", str(body.collective).lower()),
                ("lead", len(body.lead)),
                ("members", len(body.members)),
                ("lead_share", body.lead_share),
                ("degree", body.degree),
            ]
            yield _element("node", f"id={quoteattr(ids[body.name])}", values)
        for (source, target), clauses in network.edges.items():
            ends = f"source={quoteattr(ids[source])} target={quoteattr(ids[target])}"
            yield _element("edge", ends, [("weight", len(clauses)), ("clauses", " ".join(clauses))])
    yield "  </graph>\n</graphml>\n"


def _element(name: str, attributes: str, values: Sequence[tuple[str, object]]) -> str:
    fields = "".join(
        f"<data key={quoteattr(key)}>{escape(visible(str(value)))}</data>" for key, value in values
    )
    return f"    <{name} {attributes}>{fields}</{name}>\n"
