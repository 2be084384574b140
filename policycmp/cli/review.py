"""`policycmp review`: the plans' texts with what was found in them, on a page to accept, correct and add to."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policycmp.cli import options
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import tell, tell_issues, whole_file
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Corpus, Issue

EXAMPLE = "policycmp review samples -o review.html"

File = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE", help="The page, one .html file that works from the disk."),
]
Blind = Annotated[
    bool,
    typer.Option("--blind", help="Show nothing of a clause until the reader has coded it."),
]


def review(
    plans: options.Plans,
    output: File,
    blind: Blind = False,
    lang: options.Lang = "en",
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
) -> int:
    """Make a page on which a reader accepts, corrects, refuses and adds to what was found in the plans.

    It gives overrides.csv and a coding, both in one archive that --overrides, evaluate and topics learn read.
    """
    if output.suffix.lower() not in {".html", ".htm"}:
        raise UsageError(f"{output}: a review is an .html file")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: no such folder to write to; make it first")
    if blind and reading.overrides is not None:
        raise UsageError("--blind: a blind review begins without corrections; leave --overrides out")
    # Corrections made before are decisions on the page, to be seen and changed, not what the program found.
    session = Session(plans, replace(reading, overrides=None), cities=cities, actuals=True)
    config = session.load_config()
    corpus = session.read(config)
    if not corpus.analyses:
        return exit_code(corpus)
    issues = write_review(corpus, config, output, lang=lang, blind=blind, overrides=reading.overrides)
    tell_issues(issues, quiet=reading.quiet)
    if not reading.quiet:
        tell(f"wrote {output}; open it in a browser, then: policycmp targets PLANS --overrides review.zip")
    return exit_code(corpus)


def write_review(
    corpus: "Corpus",
    config: "Config",
    path: Path,
    *,
    lang: str = "en",
    blind: bool = False,
    overrides: Path | None = None,
) -> "list[Issue]":
    """Write a review page to a file.

    Args:
        corpus: the plans.
        config: what they were read with.
        path: of the page.
        lang: of its words.
        blind: whether nothing of a clause is shown until it is coded.
        overrides: corrections that the page begins with.

    Returns:
        An issue for each correction that fits nothing in the plans.

    Raises:
        ConfigError: the corrections have mistakes.
        UsageError: the file cannot be written.
    """
    from policycmp.pages.review import review_page

    decided: dict[str, Any] = {}
    issues: list[Issue] = []
    if overrides is not None:
        from policycmp.corpus.decisions import decisions_of

        decided, issues = decisions_of(corpus, config, overrides)
    with whole_file(path) as file:
        file.writelines(review_page(corpus, config, lang=lang, blind=blind, decided=decided))
    return issues
