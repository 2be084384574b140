"""The report: one page to send round, with findings, pictures and tables whose every mark opens its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.models import Cell, Column, Row, Table
from policycmp.pages.region_tiles import RegionTiles
from policycmp.pages.report_labels import ReportLabels
from policycmp.pages.report_parts import PartWriter
from policycmp.pages.sentences import Sentences
from policycmp.pages.shell import data_block, write_page
from policycmp.renderers.html_shell import escape
from policycmp.renderers.svg import chart_style
from policycmp.renderers.tile_map import draw_tile_map
from policycmp.tables.latin_names import latin_heads
from policycmp.tables.overview import Overview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policycmp.compare.comparing import Comparison
    from policycmp.models import Analysis
    from policycmp.models.chart import TileMap
    from policycmp.scores.outcomes import Track

_PAGE = 168
# The findings that a page has: the others say what to type.
_SAID = {"ahead", "lacking", "apart"}
_MANY = 8
# From so many pictures on a browser draws only those in sight.
_MANY_THINGS = 60
_LEAST = (2, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands round a report.

    Attributes:
        title: its heading.
        date: as the user gives it; no clock is asked.
        remarks: method, and how far to trust it.
        provenance: how it was made, as a table.
        address: gives the address of a plan's file, seen from the page; None where it has none.
    """

    title: str = ""
    date: str = ""
    remarks: tuple[str, ...] = ()
    provenance: Table | None = None
    address: Callable[[str], str | None] = field(default=lambda _: None)


def report_page(
    comparison: Comparison, imprint: Imprint, tracks: Sequence[Track] = (), *, lang: str = "en"
) -> str:
    """Write the report of a comparison.

    Args:
        comparison: what was found.
        imprint: what stands round it.
        tracks: what regions promised and reported, for plans of several years.
        lang: of its words.

    Returns:
        An HTML page that loads nothing.
    """
    return _Report(comparison, imprint, tracks, lang).page()


@dataclass(frozen=True)
class _Report:
    comparison: Comparison
    imprint: Imprint
    tracks: Sequence[Track]
    lang: str

    @cached_property
    def labels(self) -> ReportLabels:
        return ReportLabels(self.lang)

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.comparison.corpus, self.labels.line, self.labels.page)

    @cached_property
    def _parts(self) -> PartWriter:
        return PartWriter(self.comparison, self._sentences, self.tracks, self.lang)

    @cached_property
    def _overview(self) -> Overview:
        return Overview(replace(self.comparison, numbered=()), self.lang, width=_PAGE)

    def page(self) -> str:
        """Write the whole page; the sentences last, when all that lead to them are known."""
        return write_page(
            self.imprint.title, self._body(), name="report", lang=self.lang, more_style=chart_style()
        )

    def _body(self) -> Iterator[str]:
        labels, parts = self.labels, self._parts
        written = [
            ("findings", labels.findings, list(self._findings())),
            ("plans", labels.plans, list(self._plans())),
            ("where", labels.places, list(self._tiles())),
            ("coverage", labels.coverage, list(parts.coverage())),
            ("things", labels.things, list(parts.things())),
            ("grants", labels.grants, list(parts.grants())),
            ("ambition", labels.ambition, list(parts.ambition())),
            ("standing", labels.standing, list(parts.standing())),
            ("credibility", labels.credibility, list(parts.credibility())),
            ("track", labels.track, list(parts.track())),
            ("method", labels.method, list(self._method())),
            ("sentences", labels.evidence, list(self._evidence())),
        ]
        sections = [(name, title, lines) for name, title, lines in written if lines]
        yield f'<a class="skip" href="#main">{escape(labels.skip)}</a>'
        yield from self._head()
        yield f'<nav aria-label="{escape(labels.contents)}"><ul>'
        yield "".join(f'<li><a href="#{name}">{escape(title)}</a></li>' for name, title, _ in sections)
        yield "</ul></nav>"
        yield from self._filters()
        many = ' class="many"' if len(parts.charts.things) > _MANY_THINGS else ""
        yield f'<main id="main"{many}>'
        for name, title, lines in sections:
            yield f'<section id="{name}" class="part"><h2>{escape(title)}</h2>'
            yield from lines
            yield "</section>"
        yield "</main>"
        yield '<aside id="panel" tabindex="-1" aria-live="polite" hidden></aside>'
        words = {"close": labels.close, "sort": labels.sort, "shown": labels.shown, "ends": labels.ends}
        yield data_block("words", words)

    def _head(self) -> Iterator[str]:
        yield f"<header><h1>{escape(self.imprint.title)}</h1>"
        if self.imprint.date:
            yield f"<p>{escape(self.imprint.date)}</p>"
        yield f"<p>{escape(self._overview.headline())}</p></header>"

    def _findings(self) -> Iterator[str]:
        """Who leads, what is lacking, what stands apart, a line each."""
        yield "<dl>"
        for row in self._overview.findings().rows:
            if row.key in _SAID:
                lines = "".join(f"<dd>{escape(line)}</dd>" for line in row.cells[0].text.split("\n"))
                yield f"<div><dt>{escape(row.label)}</dt>{lines}</div>"
        yield "</dl>"

    def _plans(self) -> Iterator[str]:
        """A line a plan: what it is, who issued it, when, how much is in it, and its file."""
        stub, *heads, file = self.labels.plan_heads
        latin = latin_heads(self.comparison.corpus) if self.lang == "en" else {}
        names = self.comparison.corpus.labels
        analyses = {analysis.doc: analysis for analysis in self.comparison.corpus.analyses}
        columns = (
            *(Column(head, head) for head in heads[:4]),
            *(Column(head, head, numeric=True) for head in heads[4:]),
        )
        rows = tuple(
            Row(doc, latin.get(doc, names.get(doc, doc)), _facts(analyses[doc]))
            for doc in self.comparison.peers.docs
        )
        starred = any(row.label.endswith("*") for row in rows)
        table = Table(
            "plans", self.labels.plans, stub, columns, rows, (self.labels.starred,) if starred else ()
        )
        links = {doc: self._file(analyses[doc]) for doc in self.comparison.peers.docs}
        yield from self._parts.matrices.lines(table, kind="plans", last=(file, links))

    def _file(self, analysis: Analysis) -> str:
        """Link to the file of a plan."""
        address = self.imprint.address(analysis.document.path)
        name = escape(analysis.document.path.replace("\\", "/").rpartition("/")[2])
        return name if address is None else f'<a href="{escape(address)}" rel="noreferrer">{name}</a>'

    def _tiles(self) -> Iterator[str]:
        """The regions as tiles, with the number that colours them to be chosen."""
        tiles = RegionTiles(self.comparison, self.lang)
        tile_map = tiles.tile_map()
        if tile_map is None:
            return
        note = self.labels.tiles_note if tiles.is_map else self.labels.strip_note
        options = "".join(f"<option>{escape(measure.label)}</option>" for measure in tile_map.measures)
        select = f'<select id="measure">{options}</select>'
        yield f'<p class="scripted" hidden><label>{escape(self.labels.coloured)} {select}</label></p>'
        yield f'<div class="places"><figure class="tiles"><figcaption><h3>{escape(tile_map.title)}</h3></figcaption>'
        yield f'<div class="plot">{draw_tile_map(tile_map)}</div>'
        least, most = tile_map.measures[0].ends
        yield f'<p class="note" id="ends">{escape(self.labels.ends.format(least=least, most=most))}</p></figure>'
        names = {tile.key: tile.label for tile in tile_map.tiles}
        values = tile_map.measures[0].values.items()
        ranked = (
            f'<li><span lang="zh-Hans">{escape(names.get(key, key))}</span> {escape(value.text)}</li>'
            for key, value in values
        )
        yield f'<ol id="ranked">{"".join(ranked)}</ol></div>'
        yield f'<p class="note">{escape(note)}</p>'
        yield data_block("measures", _measures(tile_map, self.labels.coloured))

    def _method(self) -> Iterator[str]:
        for remark in self.imprint.remarks:
            yield f"<p>{escape(remark)}</p>"
        if self.imprint.provenance is not None:
            yield f"<details><summary>{escape(self.labels.provenance)}</summary>"
            yield from self._parts.matrices.lines(self.imprint.provenance)
            yield "</details>"

    def _evidence(self) -> Iterator[str]:
        sections = list(self._sentences.sections(self._source))
        if not sections:
            return
        count = sum(line.startswith("<section") for line in sections)
        yield f"<details><summary>{escape(self.labels.evidence_note.format(count=count))}</summary>"
        yield from sections
        yield "</details>"

    def _source(self, analysis: Analysis) -> str:
        label = escape(self.comparison.corpus.labels.get(analysis.doc, analysis.doc))
        return f"{label} · {self._file(analysis)}"

    def _filters(self) -> Iterator[str]:
        """Write what filters and sorts; a script shows it."""
        labels, parts = self.labels, self._parts
        topics = {thing.main.topic or "" for thing in parts.charts.things} | {
            row.topic or "" for row in self.comparison.coverage
        }
        named = [(topic.id, parts.tables.topic_label(topic.id)) for topic in self.comparison.config.topics]
        named = [(topic, label) for topic, label in named if topic in topics]
        kinds = {thing.main.type.value for thing in parts.charts.things}
        yield f'<form id="filters" class="scripted" hidden aria-label="{escape(labels.filters)}">'
        yield _select("topic", labels.topic, [("*", labels.all_topics), *named, ("", labels.no_topic)])
        types = [(kind, label) for kind, label in labels.types.items() if kind in kinds]
        yield _select("type", labels.type, [("*", labels.all_types), *types])
        if len(self.comparison.peers.docs) > _MANY:
            least = [(str(count), labels.least_of.format(count=count)) for count in _LEAST]
            yield _select("least", labels.least, least)
        yield from self._cities()
        yield _select("order", labels.order, list(labels.orders.items()))
        yield f'<label>{escape(labels.search)} <input type="search" id="search"></label>'
        yield f'<button type="reset">{escape(labels.reset)}</button> <output id="count"></output></form>'

    def _cities(self) -> Iterator[str]:
        names = self.comparison.corpus.labels
        yield f'<details class="menu"><summary>{escape(self.labels.cities)} <span id="chosen"></span></summary><div>'
        yield f'<p><button type="button" id="every">{escape(self.labels.every)}</button> '
        yield f'<button type="button" id="none">{escape(self.labels.none)}</button></p>'
        for doc in self.comparison.peers.docs:
            label = escape(names.get(doc, doc))
            yield f'<label><input type="checkbox" name="city" value="{escape(doc)}" checked> {label}</label>'
        yield "</div></details>"


def _facts(analysis: Analysis) -> tuple[Cell, ...]:
    known = analysis.metadata
    texts = (known.title, known.issuer, known.doc_number, known.issued or known.published)
    counts = (str(len(analysis.clauses)), str(len(analysis.targets)))
    return tuple(Cell(" ".join((text or "–").split())) for text in (*texts, *counts))


def _select(name: str, label: str, choices: Sequence[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in choices)
    return f'<label>{escape(label)} <select id="{name}">{options}</select></label>'


def _measures(tile_map: TileMap, coloured: str) -> dict[str, object]:
    """Give the measures of the tiles for the script."""
    return {
        "coloured": coloured,
        "measures": [
            {
                "label": measure.label,
                "ends": measure.ends,
                "values": {
                    key: (value.shade, value.text, place)
                    for place, (key, value) in enumerate(measure.values.items())
                },
            }
            for measure in tile_map.measures
        ],
    }
