import pytest

from slipgui.core.errors import CatalogueError
from slipgui.engine.parameters import as_document, require_same


def test_own_parameters_pass():
    require_same(as_document(), "here")


@pytest.mark.parametrize("name", sorted(as_document()))
def test_any_other_value_is_refused_and_named(name):
    with pytest.raises(CatalogueError) as raised:
        require_same(as_document() | {name: -1}, "segment-1")
    assert raised.value.context["parameter"] == name
    assert raised.value.context["where"] == "segment-1"


def test_a_missing_or_unknown_parameter_is_refused():
    document = as_document()
    del document["fan_out"]
    with pytest.raises(CatalogueError):
        require_same(document, "here")
    with pytest.raises(CatalogueError):
        require_same(as_document() | {"colour": 1}, "here")
