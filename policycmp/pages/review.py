"""The review page: plans' texts with what was found in them, to accept, correct or refuse, and to add to."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from policycmp.models import Basis, Comparator, Strength, TargetType
from policycmp.pages.review_data import DOUBTS, plan_data
from policycmp.pages.review_labels import words_of
from policycmp.pages.shell import data_block, html_lang, own_file
from policycmp.renderers.html_shell import escape, shell_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycmp.config import Config
    from policycmp.models import Corpus

_SCRIPTS = ("text", "state", "files", "panel", "keys")


def review_page(
    corpus: Corpus,
    config: Config,
    *,
    lang: str = "en",
    blind: bool = False,
    decided: Mapping[str, Any] | None = None,
) -> Iterator[str]:
    """Write the page on which a reader reviews plans.

    Args:
        corpus: the plans, with what they report as reached where that is to be shown.
        config: its topics are those that a clause may be given.
        lang: of the words of the page.
        blind: whether of each clause nothing is shown until the reader has coded it.
        decided: by plan, decisions that the page begins with (`review_state.js` says in what form).

    Yields:
        Lines of the page, which loads nothing and sends nothing.
    """
    words = words_of(lang)
    units = tuple(dict.fromkeys(word for family in config.units for word in family.words))
    plans = [
        plan_data(analysis, corpus.labels.get(analysis.doc, analysis.doc), units, blind=blind)
        for analysis in corpus.analyses
    ]
    title = (
        str(words["title_one"]).format(plan=plans[0]["label"])
        if len(plans) == 1
        else str(words["title"]).format(count=len(plans))
    )
    shared = {
        "key": _key(plans, blind, decided or {}),
        "blind": blind,
        "words": words,
        "topics": [[topic.id, getattr(topic.label, lang)] for topic in config.topics],
        "choices": {
            "type": list(TargetType),
            "comparator": list(Comparator),
            "basis": ["", *Basis],
            "strength": list(Strength),
        },
        "doubts": DOUBTS,
        "decided": dict(decided or {}),
    }
    style = own_file("shell.css") + own_file("review.css")
    script = "\n".join(['"use strict";', *(own_file(f"review_{name}.js") for name in _SCRIPTS)])
    body = _body(words, shared, plans)
    for line in shell_lines(title, body, lang=html_lang(lang), style=style, script=script):
        yield f"{line}\n"


def _key(plans: list[dict[str, Any]], blind: bool, decided: Mapping[str, Any]) -> str:
    """Name the review in the browser's storage by the plans, as read, and what it begins with."""
    named = [f"{plan['doc']} {plan['sha256']}" for plan in plans]
    whole = "\n".join([*named, str(blind), json.dumps(decided, sort_keys=True)])
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _body(words: Mapping[str, Any], shared: dict[str, Any], plans: list[dict[str, Any]]) -> Iterator[str]:
    """Write what stands on the page before its script fills it."""

    def said(name: str) -> str:
        return escape(str(words[name]))

    yield f'<a class="skip" href="#text">{said("to_text")}</a>'
    yield f"<noscript><p>{said('no_script')}</p></noscript>"
    yield '<header id="bar"></header>'
    yield '<div id="desk">'
    yield f'<nav id="outline" aria-label="{said("outline")}"></nav>'
    yield '<main id="text" tabindex="-1" lang="zh-Hans"></main>'
    yield f'<aside id="panel" aria-label="{said("details")}"></aside>'
    yield "</div>"
    yield '<p id="told" role="status"></p>'
    yield f'<dialog id="help" aria-label="{said("help_title")}"></dialog>'
    yield data_block("shared", shared)
    for place, plan in enumerate(plans):
        yield data_block(f"plan-{place}", plan)
