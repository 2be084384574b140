"""Topics and instruments as SKOS concept schemes (https://www.w3.org/TR/skos-reference/), in Turtle and in JSON-LD.

A topic or an instrument is a concept with its labels and what it is about as its definition. The words that tell it are
hidden labels, which are for finding, not for showing: a word of a topic is no other name for it. Words that hide them
stand in a note.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policycmp.exchange.codes import INSTRUMENT, TOPIC, about_instrument, urn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.config import Config
    from policycmp.config.schema import Instrument, Topic

_SKOS, _DCTERMS = "http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/"
_TAXONOMY, _INSTRUMENTS = urn("taxonomy"), urn("instruments")
_TITLES = {
    _TAXONOMY: {"en": "Topics of innovation policy", "zh": "创新政策主题"},
    _INSTRUMENTS: {"en": "Instruments of innovation policy", "zh": "创新政策工具"},
}
_HIDING = {"en": "Not where these words stand: {words}", "zh": "下列词语中不计：{words}"}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What a predicate is in JSON-LD: a text in a language, one without, or another thing.
_CONTEXT: dict[str, Any] = {
    "skos": _SKOS,
    "dcterms": _DCTERMS,
    **{
        name: {"@id": f"skos:{name}", "@container": "@language"}
        for name in ("prefLabel", "hiddenLabel", "definition")
    },
    "editorialNote": {"@id": "skos:editorialNote", "@container": "@language"},
    "title": {"@id": "dcterms:title", "@container": "@language"},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
}


def write_turtle(config: Config) -> str:
    """Write the schemes as Turtle, topics and instruments in their order."""
    return "\n".join((_prefixes(), *(_described(one) for one in _graph(config))))


def write_json_ld(config: Config) -> str:
    """Write the schemes as JSON-LD, topics and instruments in their order."""
    graph = [
        {"@id": subject, "@type": f"skos:{kind}"} | {name: value for name, value in about.items() if value}
        for subject, kind, about in _graph(config)
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


_Thing = tuple[str, str, dict[str, Any]]


def _graph(config: Config) -> Iterator[_Thing]:
    """Give each scheme with its concepts: subject, class, and what is said of it (by language where it is a text)."""
    topics = {
        urn(TOPIC, topic.id): _concept(topic, (*topic.strong, *topic.terms), topic.about)
        for topic in config.topics
    }
    instruments = {
        urn(INSTRUMENT, one.id): _concept(
            one, (*one.strong, *one.terms, *one.otherwise), about_instrument(one)
        )
        for one in config.instruments
    }
    for scheme, concepts in ((_TAXONOMY, topics), (_INSTRUMENTS, instruments)):
        yield scheme, "ConceptScheme", {"title": _TITLES[scheme], "hasTopConcept": list(concepts)}
        for subject, concept in concepts.items():
            yield subject, "Concept", concept | {"inScheme": scheme, "topConceptOf": scheme}


def _concept(code: Topic | Instrument, telling: Iterable[str], about: str) -> dict[str, Any]:
    names = {code.label.en, code.label.zh}
    words = [word for word in dict.fromkeys(telling) if word not in names]
    hiding = {lang: text.format(words=_listed(code.negative, lang)) for lang, text in _HIDING.items()}
    return {
        "prefLabel": {"en": code.label.en, "zh": code.label.zh},
        "notation": code.id,
        "definition": {"en": about} if about else {},
        "hiddenLabel": {"zh": words} if words else {},
        "editorialNote": hiding if code.negative else {},
    }


def _listed(words: Iterable[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(words)


def _prefixes() -> str:
    return f"@prefix skos: <{_SKOS}> .\n@prefix dcterms: <{_DCTERMS}> .\n"


def _described(thing: _Thing) -> str:
    subject, kind, about = thing
    lines = [f"<{subject}> a skos:{kind}"]
    for name, value in about.items():
        objects = list(_objects(name, value))
        predicate = f"dcterms:{name}" if name == "title" else f"skos:{name}"
        if objects:
            lines.append(f"    {predicate} {', '.join(objects)}")
    return " ;\n".join(lines) + " .\n"


def _objects(name: str, value: Any) -> Iterator[str]:
    """Write the objects of a predicate: texts in their languages, a text, or things."""
    if isinstance(value, dict):
        for lang, texts in value.items():
            for text in [texts] if isinstance(texts, str) else texts:
                yield f"{_quoted(text)}@{lang}"
    elif name == "notation":
        yield _quoted(value)
    else:
        for subject in [value] if isinstance(value, str) else value:
            yield f"<{subject}>"


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'
