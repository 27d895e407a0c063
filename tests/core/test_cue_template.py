import json

import pytest

from slipgui.app.cue_exports import OWN_TEMPLATES, load_template
from slipgui.app.resources import resource_folder
from slipgui.core.cue_sheet import Usage
from slipgui.core.cue_template import TemplateError, decode_template


@pytest.fixture
def document():
    return json.loads((resource_folder() / "templates" / "us.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_our_own_templates_have_a_word_for_every_usage(name):
    assert set(load_template(name).usage_words) == set(Usage)


def test_words_of_the_american_sample(document):
    us = decode_template(document)
    assert us.usage_words[Usage.BACKGROUND_INSTRUMENTAL] == "BI"
    assert us.usage_words[Usage.LOGO] == "EE"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 2}, "version"),
        ({"version": True}, "version"),
        ({"columns": []}, "columns"),
        ({"columns": [{"field": "mood", "heading": "Mood"}]}, "mood"),
        ({"columns": [{"field": "title"}]}, "heading"),
        ({"colums": []}, "colums"),
        ({"usage": {"chase": "C"}}, "chase"),
        ({"usage": {"logo": ""}}, "logo"),
        ({"required": {"line": ["mood"]}}, "mood"),
        ({"required": {"by_origin": {"library": "label"}}}, "library"),
        ({"duration": "frames"}, "frames"),
        ({"name": None}, "name"),
    ],
)
def test_what_is_wrong_with_a_template_is_named(document, change, told):
    with pytest.raises(TemplateError, match=told):
        decode_template(document | change)


def test_a_document_of_another_kind_is_no_template():
    with pytest.raises(TemplateError):
        decode_template([])


def test_the_shortest_template_is_enough():
    short = {"version": 1, "name": "mine", "columns": [{"field": "title", "heading": "Titel"}], "usage": {}}
    assert decode_template(short).columns[0].heading == "Titel"
