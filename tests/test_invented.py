"""The invented documents and their codings fit each other, so that what is measured on them is what they say."""

import json
from pathlib import Path

import pytest

FOLDERS = sorted(path for path in (Path(__file__).parent / "invented").iterdir() if path.is_dir())


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_coded_number_stands_in_its_text(folder):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("texts/*.txt")}
    assert set(json.loads((folder / "coded.json").read_text(encoding="utf-8"))) == set(texts)
    for layer in ("targets", "actuals"):
        assert all(
            texts[one["doc"]][one["start"] : one["end"]] == one["text"]
            for one in lines(folder / f"{layer}.jsonl")
        )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_commitment_says_what_it_counts(folder):
    places = [(one["doc"], one["start"], one["end"]) for one in lines(folder / "targets.jsonl")]
    assert [(one["doc"], one["start"], one["end"]) for one in lines(folder / "rows.jsonl")] == places
